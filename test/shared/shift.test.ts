// A shift's bundle: what is in it, what is left out, and what taking it over does on a desk that knows the same incidents.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IncidentRow } from '../../shared/domain/incident';
import { decideAct } from '../../shared/log/decide/commands';
import { decideNote } from '../../shared/log/decide/evidence';
import { decideRole } from '../../shared/log/decide/roles';
import { decideTakeOver, noteKey, planTakeOver, type TakeOverContext } from '../../shared/log/decide/shift';
import { composeShift, type GatheredShift } from '../../shared/rules/compose-shift';
import { settingsSchema } from '../../shared/settings';
import { SHIFT_LIMITS, shiftBundle } from '../../shared/shift-bundle';
import { Bench, context, sighting, T0 } from './make';

const settings = settingsSchema.parse({ people: ['ana', 'robin', 'cy'].map((id) => ({ id, name: id.toUpperCase() })) });
const MINUTE = 60_000;
const HASH = 'a'.repeat(64);

function desk(...names: string[]): Bench {
  const bench = new Bench();
  bench.see(
    names.map((alertname) => sighting({ alertname, severity: 'critical' })),
    context(),
  );
  return bench;
}
const rows = (bench: Bench): IncidentRow[] => [...bench.state.incidents.values()].map((i) => i.row);
const row = (bench: Bench, title: string): IncidentRow => rows(bench).find((r) => r.title === title) as IncidentRow;

function gathered(bench: Bench, change: Partial<GatheredShift> = {}): GatheredShift {
  return {
    from: { name: 'ROBIN', person: 'robin', device: 'laptop' },
    to: 'Ana',
    note: 'quiet night',
    restricted: [],
    now: T0 + MINUTE,
    rows: rows(bench),
    notesOf: (id) =>
      bench.events.flatMap((e) => (e.kind === 'incident.noted' && e.incident === id ? { text: e.data.text, by: e.data.by, at: e.at } : [])),
    runbookOf: () => null,
    silences: [],
    faults: [],
    ...change,
  };
}

function taker(bench: Bench, me = { id: 'ana', name: 'ANA' }): TakeOverContext {
  const notesHere = (id: string) =>
    new Set(
      bench.events.flatMap((e) =>
        e.kind === 'incident.noted' && e.incident === id ? noteKey({ at: e.data.happenedAt ?? e.at, by: e.data.by }) : [],
      ),
    );
  return { now: T0 + 2 * MINUTE, me, pastRow: () => undefined, notesHere };
}

function worked(): Bench {
  const bench = desk('DiskFull', 'Latency');
  const { id } = row(bench, 'DiskFull');
  const ctx = { people: settings.people, roles: settings.roles, me: 'robin', by: 'ROBIN', ticks: new Map() };
  bench.commit(decideRole(bench.state, id, { act: 'assign', role: 'incident-manager', person: 'robin' }, ctx).drafts, T0);
  bench.commit(decideRole(bench.state, id, { act: 'assign', role: 'tech-leader', person: 'cy' }, ctx).drafts, T0);
  bench.commit(decideRole(bench.state, id, { act: 'accept', role: 'tech-leader', isHeard: true }, ctx).drafts, T0);
  bench.commit(
    decideNote(bench.state, id, { text: 'grew since noon', happenedAt: null, attachments: [] }, 'ROBIN', T0 + 100).drafts,
    T0 + 100,
  );
  bench.commit(decideAct(bench.state, [id], { act: 'snooze', until: T0 + 60 * MINUTE, via: 'test' }, 'ROBIN').drafts, T0 + 200);
  return bench;
}

describe('a bundle', () => {
  it('[D12] holds open incidents with what a person put on them, and leaves restricted ones out unless ticked', () => {
    const bench = worked();
    const secret = { ...row(bench, 'Latency'), isRestricted: true };
    const all = gathered(bench, { rows: [row(bench, 'DiskFull'), secret] });
    const bundle = composeShift(all);
    expect(bundle.incidents.map((i) => i.title)).toEqual(['DiskFull']);
    expect(bundle.leftOut).toEqual(['1 restricted incident: not ticked']);
    expect(bundle.incidents[0]).toMatchObject({
      roles: [
        { role: 'incident-manager', person: 'robin' },
        { role: 'tech-leader', person: 'cy' },
      ],
      notes: [{ text: 'grew since noon', by: 'ROBIN' }],
      snoozedUntil: T0 + 60 * MINUTE,
    });
    expect(composeShift({ ...all, restricted: [secret.id] }).incidents.map((i) => i.title)).toContain('Latency');
  });

  it('[D12] fits its schema whatever came from feeds, and names what did not fit', () => {
    const [base] = rows(desk('A')) as [IncidentRow];
    const text = fc.string({ unit: 'binary', maxLength: 900 });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text, text), { maxLength: 8 }), text, (texts, note) => {
        const many = texts.map(([title, summary, service], n) => ({
          ...base,
          id: `i${n}`,
          title,
          summary,
          service,
          acknowledgedBy: service,
        }));
        const notesOf = () => texts.map(([t, by], n) => ({ text: t.repeat(4), by, at: n }));
        const bundle = composeShift(gathered(new Bench(), { rows: many, note, notesOf, faults: [note] }));
        expect(shiftBundle.safeParse(bundle).error?.issues ?? []).toEqual([]);
      }),
    );
    const crowd = Array.from({ length: SHIFT_LIMITS.incidents + 2 }, (_, n) => ({ ...base, id: `i${n}` }));
    const bundle = composeShift(gathered(new Bench(), { rows: crowd, notesOf: () => [{ text: 'x'.repeat(5_000), by: 'a', at: 1 }] }));
    expect(shiftBundle.safeParse(bundle).success).toBe(true);
    expect(bundle.leftOut).toEqual([`2 less severe incidents: only the ${SHIFT_LIMITS.incidents} worst fit`]);
  });
});

describe('taking over', () => {
  it('[D16] gives the same incidents notes, snooze and roles; the sender’s own go to who takes over', () => {
    const here = desk('DiskFull');
    const bundle = composeShift(gathered(worked()));
    const steps = planTakeOver(here.state, bundle, taker(here));
    expect(steps.map((s) => [s.state, s.willDo])).toEqual([
      ['here', ['1 note', 'snooze', 'Incident manager: ANA', 'Tech leader: CY']],
      ['unknown', []],
    ]);
    here.commit(decideTakeOver(here.state, bundle, HASH, taker(here)), T0 + 3 * MINUTE);
    expect(here.only().row).toMatchObject({
      snoozedUntil: T0 + 60 * MINUTE,
      noteCount: 1,
      roles: [
        { role: 'incident-manager', person: 'ana', offered: null },
        { role: 'tech-leader', person: 'cy' },
      ],
    });
    expect(here.events.at(-1)).toMatchObject({
      kind: 'shift.taken-over',
      incident: null,
      data: { from: 'ROBIN', incidents: 1, bundle: HASH },
    });
  });

  it('[D16] doubles nothing: notes, roles and snoozes that are here stay as they are', () => {
    const here = desk('DiskFull');
    const bundle = composeShift(gathered(worked()));
    here.commit(decideTakeOver(here.state, bundle, HASH, taker(here)), T0 + 3 * MINUTE);
    expect(planTakeOver(here.state, bundle, taker(here))[0]?.willDo).toEqual([]);
    expect(decideTakeOver(here.state, bundle, HASH, taker(here)).map((d) => d.kind)).toEqual(['shift.taken-over']);
  });

  it('[D16] leaves the sender’s roles free when nobody said who takes over, and a snooze that is over alone', () => {
    const here = desk('DiskFull');
    const bundle = composeShift(gathered(worked()));
    const [step] = planTakeOver(here.state, bundle, { ...taker(here, { id: '', name: 'me' }), now: T0 + 61 * MINUTE });
    expect(step?.willDo).toEqual(['1 note', 'Incident manager stays free: say who you are first', 'Tech leader: CY']);
  });
});
