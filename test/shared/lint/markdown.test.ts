// The lint knows Markdown: it reads the author's own sentences and nothing else, and actions only where actions are.
import { describe, expect, test } from 'vitest';
import { createLinter } from '../../../shared/lint/linter';

const linter = createLinter({ people: [{ name: 'Ana Lima', role: null }], today: '2026-11-22' });
const rules = (text: string): string[] => linter.lint(text).map(({ rule }) => rule);
const words = (text: string): string[] => linter.lint(text).map((one) => one.words);

describe('what is not the author\u2019s own sentence', () => {
  test.each([
    ['a fence', '```\nhuman error\n```\n'],
    ['an open fence', 'Fine.\n\n~~~ log\nhuman error'],
    ['code in a line', 'The label `human error` stands in the form.'],
    ['indented code', 'Log:\n\n    human error\n'],
    ['an address', 'See [the form](https://x.example/human-error "human error") and https://x.example/obviously.'],
    ['a quoted message', '> You should have called me.\n> Obviously.\n'],
    ['words in quotes', 'The note said \u201cthis was human error\u201d and "the root cause".'],
    ['a comment', '<!-- obviously -->\n\nFine. <!-- obviously -->'],
    ['front matter', '---\ntitle: human error\n---\n'],
    ['a generated row', '| 03:04:10 | Ana Lima acknowledged | [page](dogwatch://incident/1) |\n'],
    ['a heading', '## What we should have known, obviously\n'],
  ])('[B4] %s is left alone', (_name, text) => {
    expect(rules(text)).toEqual([]);
  });

  test('[B4] a heading is read for what a heading can do wrong', () => {
    expect(rules('## Root cause\n\n# Human error at night\n')).toEqual(['root-cause', 'human-error']);
  });

  test('[B4] a sentence over two lines, in a list, in emphasis or in a table is still a sentence', () => {
    expect(words('The on-call engineer should\nhave noticed it.')).toEqual(['should have noticed']);
    expect(words('- Fine.\n- It was **human** error.\n')).toEqual(['human** error']);
    expect(rules('| when | what |\n|---|---|\n| 03:04 | obviously late |\n')).toEqual(['hindsight']);
  });

  test('[B1] offsets are those of the document', () => {
    const text = '# Title\n\nFine.\n\n- one\n- The team failed to check the lag.\n';
    const [found] = linter.lint(text);
    expect(text.slice(found!.from, found!.to)).toBe('The team failed to check');
  });
});

describe('actions', () => {
  const document = (line: string): string => `# INC-1\n\n## Actions\n\n${line}\n`;

  test('[B5] are asked for owner, date and outcome in the section of actions only', () => {
    expect(rules(document('- [ ] Improve monitoring'))).toEqual(['action-owner', 'action-date', 'action-verifiable']);
    expect(rules('## Checklist\n\n- [ ] Improve monitoring\n')).toEqual([]);
    expect(rules(document('- [x] Improve monitoring'))).toEqual([]);
    expect(rules(document('- [ ] Refuse a deploy without a canary (owner: @ana, due: 2026-12-24, kind: prevent)'))).toEqual([]);
  });

  test('[B5] the fixes write owner and date where the line keeps them', () => {
    const text = document('- [ ] Alert on lag over 30 s (owner: @ana)');
    const fix = linter.lint(text)[0]!.fixes[0]!;
    expect(text.slice(0, fix.from) + fix.insert + text.slice(fix.to)).toContain('(due: 2026-12-06, owner: @ana)');
    const bare = document('- [ ] Alert on lag over 30 s');
    const owner = linter.lint(bare)[0]!.fixes[0]!;
    expect(bare.slice(0, owner.from) + owner.insert + bare.slice(owner.to)).toContain('over 30 s (owner: @ana)\n');
  });
});
