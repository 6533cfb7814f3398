// The draft of one night: what the log knows stands in it with its source, what nobody knows says so, and what is for people is empty.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import MarkdownIt, { type Token } from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { readTemplate } from '../../../electron/postmortem/read-template';
import { materialOf } from '../../../shared/postmortem/draft/input';
import { withoutPrompts } from '../../../shared/postmortem/prompts';
import { fillTemplate } from '../../../shared/postmortem/templates/template';
import { aNight, NIGHT, type NightOptions, type Step, ulidOf } from './night';

const folder = resolve(import.meta.dirname, '../../../assets/templates');
const reader = new MarkdownIt({ html: false });

function draft(name: 'standard' | 'light' | 'security', options: NightOptions = {}): string {
  const read = readTemplate(name, readFileSync(resolve(folder, `${name}.md`), 'utf8'), false);
  if (!read.ok) throw new Error(read.faults.join('\n'));
  return fillTemplate(read.template.body, materialOf(aNight(options)));
}

function section(markdown: string, heading: string): string {
  const [, after = ''] = markdown.split(`\n## ${heading}\n`);
  return after.split(/\n## /)[0]?.trim() ?? '';
}

const rowsOf = (markdown: string): string[] =>
  section(markdown, 'Timeline')
    .split('\n')
    .filter((line) => line.startsWith('| ['));

describe('a drafted postmortem', () => {
  const standard = draft('standard');
  /** Times without their links. */
  const plain = standard.replace(/\[([\d:]{8})\]\(dogwatch:[^)]+\)/g, '$1');

  it('[G1] tells number, dates, severity with its changes, impact, first sighting, page, acknowledgement and lengths', () => {
    expect(standard).toContain('[INC-42](dogwatch://incident/INC-42)');
    expect(standard).toContain('| SEV1 (opened as SEV3, SEV1 at 04:08:10) |');
    expect(standard).toContain('2026-11-22 04:03:50 to 04:30:10 (Europe/Berlin)');
    expect(section(standard, 'Impact')).toContain('- Customers affected: 3,118');
    expect(section(standard, 'Impact')).toContain('- Requests failed: unknown: nobody confirmed it (confirm the number)');
    expect(section(plain, 'Detection')).toContain('- First sighting: 04:04:10 at the source, seen here 04:04:50');
    expect(section(plain, 'Detection')).toContain('- First page: 04:04:58, 8 s after it was detected');
    expect(section(plain, 'Response')).toContain('- Acknowledged by an engineer: 04:07:10, 2 min 20 s after it was detected');
    expect(section(plain, 'What mitigated it')).toContain(
      '- Mitigated: 04:24:10\n- Restored: 04:29:10\n- 04:10:10: “Compare with the last deploy”',
    );
  });

  it('[G1] counts the four measures by their definitions, or says what to confirm', () => {
    const measures = (markdown: string): string[] => markdown.split('\n').filter((line) => line.startsWith('| Time to'));
    expect(measures(standard).map((line) => line.split('|')[2]?.trim())).toEqual(['1 min', '2 min 20 s', '25 min 20 s', '25 min 20 s']);
    const unknown = measures(draft('standard', { isConfirmed: false })).map((line) => line.split('|')[2]?.trim());
    expect(unknown[0]).toBe('unknown: nobody confirmed when the impact began (confirm the start of the impact)');
    expect(unknown[1]).toBe('2 min 20 s');
    expect(unknown[3]).toMatch(/^unknown: /);
  });

  it('[G2] every row of the timeline keeps its entry and the exact time at the source, in the order of source time', () => {
    const rows = rowsOf(standard);
    expect(rows.length).toBeGreaterThan(12);
    const times = rows.map((row) => {
      const found = /^\| \[[\d:]{8}\]\(dogwatch:\/\/incident\/INC-42#event-[0-9A-Z]{26} "([^"]+)"\) \| \S/.exec(row);
      expect(row).toMatch(/^\| \[/);
      expect(found).not.toBeNull();
      return Date.parse(found?.[1] ?? '');
    });
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBe(NIGHT - 240_000);
  });

  it('[G2] times in the lists are links to their entries too', () => {
    for (const [heading, links] of [
      ['Detection', 3],
      ['Response', 3],
      ['What mitigated it', 3],
    ] as const)
      expect(section(standard, heading).match(/\[[\d:]{8}\]\(dogwatch:\/\/incident\/INC-42#event-[0-9A-Z]{26} "[^"]+Z"\)/g)).toHaveLength(
        links,
      );
  });

  it('[G2] the timeline begins before the incident and joins what machines repeat', () => {
    const rows = rowsOf(standard);
    expect(rows[0]).toContain('Note: “Deploy 4.18.0 finished # not a heading” (seen 04:12:10)');
    expect(rows[1]).toContain('**Impact starts** (confirmed)');
    expect(rows.filter((row) => row.includes('Paged again'))).toEqual([expect.stringContaining('Paged again, 2 times (until 04:06:11)')]);
  });

  it('[G4] speaks of roles: no person of the incident is named outside of what a person wrote', () => {
    for (const name of ['standard', 'light', 'security'] as const) expect(draft(name)).not.toMatch(/\b(Raj|Anna)\b/);
    expect(standard).toContain('Severity changed to SEV1: set by the incident manager');
    expect(standard).toContain('Acknowledged by an engineer');
    expect(standard).toContain('| **Roles** | Incident manager |');
  });

  it.each([
    ['standard', ['Contributing factors', 'What went well', 'What went badly', 'Where we were lucky', 'Actions']],
    ['security', ['Contributing factors', 'What went well', 'What went badly', 'Where we were lucky', 'Actions']],
    ['light', ['Contributing factors', 'What we learned', 'Actions']],
  ] as const)('[G5] factors, lessons and actions of the template %s hold questions only', (name, headings) => {
    const markdown = draft(name);
    for (const heading of headings) {
      expect(section(markdown, heading)).toMatch(/^<!--[\s\S]+\?[\s\S]*-->$/);
      expect(section(withoutPrompts(markdown), heading)).toBe('');
    }
    expect(withoutPrompts(markdown)).not.toContain('<!--');
  });

  it('[G3] what the alert and the people wrote is text: one heading, no foreign link', () => {
    const tokens = reader.parse(withoutPrompts(standard), {});
    const all: Token[] = tokens.flatMap((token) => [token, ...(token.children ?? [])]);
    const [title] = tokens.filter((token) => token.type === 'inline');
    expect(title?.children?.map((token) => token.content).join('')).toBe('INC-42: Checkout *errors* [x](http://evil.example)');
    const targets = all.filter((token) => token.type === 'link_open').map((token) => String(token.attrGet('href')));
    expect(targets.filter((href) => !href.startsWith('dogwatch://'))).toEqual(['https://am.example/x?a=1&b=2']);
    expect(tokens.filter((token) => token.type === 'heading_open' && token.tag === 'h1')).toHaveLength(1);
  });

  it('[G6] charts of alerts and stages are fences', () => {
    const fences = reader.parse(standard, {}).filter((token) => token.type === 'fence');
    expect(fences.map((token) => [token.info, token.content.split('\n')[0]])).toEqual([
      ['chart', 'chart: alerts'],
      ['chart', 'chart: stages'],
    ]);
  });

  it('[G2] of ten thousand entries it tells four hundred, first what was pinned and what people did, and counts the rest', () => {
    const more = Array.from({ length: 10_000 }, (_, i): Step => {
      const data = { feed: 'am', cleared: [{ key: `k${i}`, startsAt: 0 }], tally: {}, why: '' };
      const at = 9 * 60_000 + i * 10;
      return i % 2 === 0
        ? [at, { kind: 'alert.cleared', actor: 'feed:am', data }]
        : [
            at,
            {
              kind: 'page.withheld',
              actor: 'rules',
              data: { why: `reason ${i}`, rule: '', step: 1, trace: [], nextAt: null, foldedInto: null },
            },
          ];
    });
    const pin: Step = [
      8 * 60_000,
      { kind: 'entry.pinned', actor: 'person:Anna', data: { entry: ulidOf(5000), isPinned: true, by: 'Anna' } },
    ];
    const markdown = draft('standard', { more: [...more, pin] });
    const timeline = section(markdown, 'Timeline');
    expect(rowsOf(markdown).length).toBe(400);
    for (const words of ['Detected: opened', 'Resolved: resolved by', 'Note: “Deploy', ulidOf(5000)])
      expect(timeline.includes(words), words).toBe(true);
    expect(timeline.slice(-200)).toMatch(/\n\n[\d]+ further entries of the timeline: \[INC-42\]\(dogwatch:\/\/incident\/INC-42\)\.$/);
  });
});

describe('with any words', () => {
  it('[G3] no text of an event adds a heading, a list item, a row or a link', () => {
    const shape = (markdown: string): string[] => reader.parse(withoutPrompts(markdown), {}).map((token) => token.type);
    const note = (text: string): Step => [9 * 60_000, { kind: 'incident.noted', actor: 'person:Anna', data: { text, by: 'Anna' } }];
    const plain = shape(draft('standard', { more: [note('plain words')] }));
    const piece = fc.constantFrom('|', '\n', '# ', '- [ ] do', '```', '<!-- ', '-->', '[a](b)', '{{facts}}', '\\', '*', 'x', ' ');
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), (parts) => {
        expect(shape(draft('standard', { more: [note(`x${parts.join('')}`)] }))).toEqual(plain);
      }),
      { numRuns: 60 },
    );
  });
});
