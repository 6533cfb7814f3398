import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_TALLY } from '../../../shared/domain/alert';
import { factsOf } from '../../../shared/rules/facts';
import { FACTS, type Facts, parseTemplate, renderSubject, renderTemplate } from '../../../shared/rules/template';
import { settingsSchema } from '../../../shared/settings';
import { Bench, context, sighting, T0 } from '../make';

function parsed(text: string) {
  const result = parseTemplate(text);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.template;
}
const facts = (change: Partial<Facts>): Facts => ({
  ...(Object.fromEntries(Object.keys(FACTS).map((name) => [name, ''])) as Record<keyof Facts, string>),
  ...change,
});

describe('templates', () => {
  it('[C22] fill facts in and leave out lines whose facts are all empty', () => {
    const text = '{{severity}} {{number}}: {{ title }}\nBridge: {{bridge}}\n\nKeep calm.';
    expect(renderTemplate(parsed(text), facts({ severity: 'SEV1', number: 'INC-4', title: 'Disk full' }))).toBe(
      'SEV1 INC-4: Disk full\n\nKeep calm.',
    );
  });

  it('[C22] refuse what is no fact, with its place', () => {
    expect(parseTemplate('ok\nall {{number}} and {{toString}}\n{{title')).toMatchObject({
      ok: false,
      errors: [
        { line: 2, column: 20, message: expect.stringContaining('there is no fact “toString”') },
        { line: 3, column: 1, message: '“{{” is not closed on its line' },
      ],
    });
  });

  it('[C22] are checked when settings are saved', () => {
    const read = settingsSchema.safeParse({ templates: [{ id: 'a', name: 'A', text: 'Hello\n  {{nobody}}' }] });
    expect(read.error?.issues[0]).toMatchObject({
      path: ['templates', 0, 'text'],
      message: expect.stringMatching(/^line 2, column 3: there is no fact “nobody”/),
    });
  });

  it('[C22] keep any value on one line and never read it as a template', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const title = `${value}{{number}}\n\u0007\u202e${value}`;
        const out = renderTemplate(parsed('A {{title}} B'), facts({ title, number: 'INC-1' }));
        expect(out.split('\n')).toHaveLength(1);
        expect(['\u0007', '\u202e', '\r'].filter((hidden) => out.includes(hidden))).toEqual([]);
        expect(out).not.toContain('INC-1');
        expect(renderSubject(parsed('{{title}}\n{{title}}'), facts({ title })).length).toBeLessThanOrEqual(200);
      }),
    );
  });
});

describe('facts', () => {
  const bench = new Bench();
  bench.see([sighting({ alertname: 'DiskFull', service: 'db', severity: 'critical' }, { summary: 'secret disk' })], context());
  const { row } = bench.only();
  const of = (change: object) => factsOf({ ...row, ...change }, { now: T0 + 26 * 60_000, timeZone: 'UTC', audienceName: 'Support' });

  it('say what is known in plain words', () => {
    expect(of({})).toMatchObject({ number: 'INC-1', severity: 'SEV2', title: 'DiskFull', service: 'db', duration: '26 min', alerts: '1' });
    expect(of({}).since).toBe('03:04 UTC');
  });

  it('[C21] of a restricted incident give nothing away but number, severity and how it stands', () => {
    const roles = [{ role: 'tech-leader', roleName: 'T', person: 'p', personName: 'Robin', offered: null }];
    const told = of({ isRestricted: true, bridgeUrl: 'https://b', acknowledgedBy: 'Robin', roles, tally: { ...EMPTY_TALLY, error: 3 } });
    const known = Object.entries(told).filter(([, value]) => value !== '');
    expect(Object.fromEntries(known)).toEqual({
      number: 'INC-1',
      severity: 'SEV2',
      status: 'new',
      audience: 'Support',
      title: 'a restricted incident',
    });
  });
});
