import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseRunbook } from '../../../electron/runbooks/parse';
import { commandsOf } from '../../../shared/rules/runbook-steps';
import { HIDDEN_CHARACTER, HIDDEN_CORPUS, markupCorpus } from '../../corpus/hostile/runbooks';

const TEXT = `---
title: Checkout is slow
alerts: [CheckoutSlow, CheckoutDown]
service: checkout
labels: { tier: 1 }
---
# CheckoutSlow

<!-- nobody
sees this -->
Some words with **weight**, \`code\` and [a link](https://wiki.example/x).

## Mitigation

1. Look at the [other one]({{< ref "./NodeDown.md" >}})
2. Take a breath
   \`\`\`console
   $ kubectl get pods \\
       -n shop
   NAME  READY
   $ kubectl get nodes
   \`\`\`
- [ ] Restart the pod
- [x] Told support

Approval: the incident manager agrees to a restart

\`\`\`promql
rate(errors[5m])
\`\`\`

\`\`\`
no step
\`\`\`
`;

describe('steps', () => {
  const doc = parseRunbook(TEXT);

  test('[R7] headings, boxes, numbered items, approvals and fences become steps with ids made of words', () => {
    expect(doc.steps.map((s) => [s.kind, s.id])).toEqual([
      ['heading', 'checkoutslow'],
      ['heading', 'checkoutslow/mitigation'],
      ['check', 'checkoutslow/mitigation/look-at-the-other-one'],
      ['check', 'checkoutslow/mitigation/take-a-breath'],
      ['shell', 'checkoutslow/mitigation/shell:kubectl-get-pods'],
      ['check', 'checkoutslow/mitigation/restart-the-pod'],
      ['check', 'checkoutslow/mitigation/told-support'],
      ['approval', 'checkoutslow/mitigation/approval:approval-the-incident-manager-agrees-to-a-restar'],
      ['promql', 'checkoutslow/mitigation/promql:rate-errors-5m'],
    ]);
  });

  test('[R7] a step knows its lines and its text', () => {
    const shell = doc.steps.find((s) => s.kind === 'shell')!;
    expect(TEXT.split('\n')[shell.fromLine]).toBe('   ```console');
    expect(shell.body).toBe('kubectl get pods \\\n    -n shop\nkubectl get nodes');
    expect(doc.blocks[shell.block]).toMatchObject({ kind: 'code', language: 'console' });
  });

  test('[R7] an edit elsewhere moves no id', () => {
    const edited = parseRunbook(TEXT.replace('## Mitigation', '## Before\n\n- [ ] A new one\n\n## Mitigation'));
    expect(edited.steps.map((s) => s.id)).toEqual(expect.arrayContaining(doc.steps.map((s) => s.id)));
  });

  test('[R7] the same words twice are counted', () => {
    expect(parseRunbook('- [ ] go\n- [ ] go\n').steps.map((s) => s.id)).toEqual(['go', 'go-2']);
  });

  test('without prompts a fence is what it is', () => {
    expect(commandsOf('df -h\n# a word\ndu\n')).toBe('df -h\n# a word\ndu');
  });

  test('front matter says what it is for', () => {
    expect(doc.front).toEqual({
      title: 'Checkout is slow',
      alerts: ['CheckoutSlow', 'CheckoutDown'],
      services: ['checkout'],
      labels: { tier: '1' },
    });
  });

  test('links lead to addresses or to runbooks beside this one, comments are gone', () => {
    const links = JSON.stringify(doc.blocks);
    expect(links).toContain('"to":"runbook","target":"./NodeDown.md"');
    expect(links).toContain('"to":"url","target":"https://wiki.example/x"');
    expect(links).not.toContain('nobody');
  });
});

describe('hostile texts', () => {
  const targets = (text: string): string[] =>
    parseRunbook(text)
      .blocks.flatMap((b) => ('inlines' in b ? b.inlines : []))
      .flatMap((i) => (i.kind === 'link' && i.to === 'url' ? [i.target] : []));

  test.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x](vbscript:x)',
    '[x](file:///etc/passwd)',
    '[x](//evil.example/x)',
    '![x](data:image/svg+xml,<svg onload=alert(1)>)',
    '<a href="javascript:alert(1)">x</a>',
    '<javascript:alert(1)>',
    '[x]: javascript:alert(1)\n\n[x]',
    '[x](&#106;avascript:alert(1))',
    '[x](java\nscript:alert(1))',
  ])('[R10] %s leads nowhere', (text) => {
    expect(targets(text)).toEqual([]);
  });

  test('[R10] of the corpus only pictures lead anywhere, as links, and no hidden character is left', () => {
    const canary = 'https://canary.example';
    const doc = parseRunbook([...markupCorpus(canary), ...HIDDEN_CORPUS].join('\n\n'));
    const text = JSON.stringify(doc.blocks);
    const links = [...text.matchAll(/"target":"([^"]*)"/g)].map(([, target]) => target);
    expect(links.filter((target) => !target?.startsWith(`${canary}/`))).toEqual([]);
    expect(links.length).toBeGreaterThan(1);
    const words = [...text.matchAll(/"(?:[^"\\]|\\.)*"/g)].map(([quoted]) => JSON.parse(quoted) as string);
    expect(words.filter((word) => HIDDEN_CHARACTER.test(word))).toEqual([]);
  });

  test('[R10] a picture is a link, not a picture', () => {
    expect(parseRunbook('![cat](https://evil.example/cat.png)').blocks[0]).toMatchObject({
      kind: 'paragraph',
      inlines: [{ kind: 'link', text: 'picture: cat', to: 'url', target: 'https://evil.example/cat.png' }],
    });
  });

  test.each([
    ['<script>alert(1)</script>'],
    ['<img src=x onerror=alert(1)>'],
    ['```mermaid\nclick A "javascript:alert(1)"\n```'],
    ['# <svg/onload=alert(1)>'],
    ['---\ntitle: <script>alert(1)</script>\n---\n'],
    ['---\na: &a [*a]\nb: !!js/function x\n---\n# x'],
    ['---\n'.repeat(500)],
  ])('[R10] %s is text or nothing', (text) => {
    expect(() => parseRunbook(text)).not.toThrow();
  });

  test.each([
    ['one line of 10 MB', 'a'.repeat(10_000_000)],
    ['quotes in quotes', `${'>'.repeat(20_000)} x`],
    ['lists in lists', Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i * 2)}- x`).join('\n')],
    ['brackets', '['.repeat(100_000)],
    ['stars', '*a '.repeat(200_000)],
    ['backticks', Array.from({ length: 3000 }, (_, i) => '`'.repeat(i % 300)).join(' ')],
    ['tables', '|a'.repeat(2000).concat('\n', '|-'.repeat(2000), '\n', '|b\n'.repeat(5000))],
    ['references', '[a]: x\n'.repeat(100_000)],
    ['comments', '<!--'.repeat(100_000)],
  ])('[R10] %s is read in less than two seconds', (_, text) => {
    const start = performance.now();
    const doc = parseRunbook(text);
    expect(performance.now() - start).toBeLessThan(2000);
    expect(doc.blocks.every((b) => b.indent <= 8)).toBe(true);
  });
});

const real = process.env.DOGWATCH_RUNBOOKS ?? '/nowhere';
const files = ((): string[] => {
  try {
    return readdirSync(real, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.md'));
  } catch {
    return [];
  }
})();

describe.skipIf(files.length === 0)('runbooks of the folder DOGWATCH_RUNBOOKS', () => {
  test.each(files)('[R1] %s opens', (file) => {
    const doc = parseRunbook(readFileSync(join(real, file), 'utf8'));
    expect(new Set(doc.steps.map((s) => s.id)).size).toBe(doc.steps.length);
    expect(JSON.stringify(doc.blocks)).not.toMatch(/<\/?(details|summary)|\{\{</);
  });
});
