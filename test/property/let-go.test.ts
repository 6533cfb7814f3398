// What the flight recorder lets go by the rule of the settings, over incidents of every fate: only what is long over, never what somebody
// still works with, and what it was stays known.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { letGoOfOld } from '../../electron/engine/let-go';
import type { Log } from '../../electron/log/store';
import type { Recording } from '../../shared/domain/recording';
import type { Draft } from '../../shared/log/event';
import { allEvents, checked, closed, commit, NOW, opened, openIn, resolved, tempFolder } from '../electron/log/a-log';

const DAY = 86_400_000;
const KEEP_DAYS = 30;
const by = 'ada';

interface Fate {
  readonly end: 'open' | 'resolved' | 'long-closed' | 'lately-closed' | 'merged';
  readonly action: 'none' | 'open' | 'done';
  readonly postmortem: 'none' | 'due' | 'draft' | 'published';
  readonly text: string;
}

const anyFate: fc.Arbitrary<Fate> = fc.record({
  end: fc.constantFrom('open', 'resolved', 'long-closed', 'long-closed', 'lately-closed', 'merged'),
  action: fc.constantFrom('none', 'none', 'open', 'done'),
  postmortem: fc.constantFrom('none', 'none', 'due', 'draft', 'published'),
  text: fc.constantFrom('a', 'b', 'a long answer of the source'),
});

function work(incident: string, { action, postmortem }: Fate): Draft[] {
  const about = { incident, actor: by };
  const item = { action: `a-${incident}`, text: 'x', owner: null, due: null, kind: null, isInText: false, by };
  const text = { postmortem: `p-${incident}`, title: 't', template: '', by };
  const moved = { postmortem: `p-${incident}`, from: 'draft', to: 'published', why: '', by } as const;
  return [
    ...(action === 'none' ? [] : [{ ...about, kind: 'action.recorded', data: { ...item, state: action } } as Draft]),
    ...(postmortem === 'due' ? [{ ...about, kind: 'postmortem.scheduled', data: { dueAt: NOW, why: '', by } } as Draft] : []),
    ...(postmortem === 'draft' || postmortem === 'published' ? [{ ...about, kind: 'postmortem.started', data: text } as Draft] : []),
    ...(postmortem === 'published' ? [{ ...about, kind: 'postmortem.moved', data: moved } as Draft] : []),
  ];
}

/** Incident 0 is where merged ones go. */
function live(log: Log, fates: readonly Fate[]): void {
  const id = (i: number): string => `i${i}`;
  commit(
    log,
    fates.flatMap((fate, i) => [opened(id(i), i + 1), ...work(id(i), fate)]),
    NOW - 90 * DAY,
  );
  for (const [i, { text }] of fates.entries()) {
    const recording: Recording = {
      ...{ id: `r${i}`, incident: id(i), what: 'payload', name: 'DiskFull', source: 'Main', alert: 'k', askedAt: NOW - 90 * DAY },
      ...{ answeredAt: NOW - 90 * DAY, state: 'kept', status: null, bytes: text.length, isCut: false, why: '', remedy: '' },
    };
    log.recordings.put(recording, { text, series: null });
  }
  const end = (i: number, how: Fate['end'], at: number): void => {
    if (how === 'merged' && i > 0)
      commit(log, [{ kind: 'incident.merged', incident: id(i), actor: by, data: { into: id(0), intoNumber: 1, by } }], at);
    else if (how !== 'open') commit(log, [resolved(id(i)), ...(how === 'resolved' ? [] : [closed(id(i))])], at);
  };
  for (const [i, fate] of fates.entries()) if (fate.end !== 'lately-closed') end(i, fate.end, NOW - 60 * DAY);
  for (const [i, fate] of fates.entries()) if (fate.end === 'lately-closed') end(i, fate.end, NOW - 5 * DAY);
}

const isBusy = ({ action, postmortem }: Fate): boolean => action === 'open' || postmortem === 'due' || postmortem === 'draft';

function mayGo(fates: readonly Fate[], i: number): boolean {
  const fate = fates[i] as Fate;
  if (isBusy(fate)) return false;
  if (fate.end !== 'merged' || i === 0) return fate.end === 'long-closed' || fate.end === 'merged';
  const into = fates[0] as Fate;
  return (into.end === 'long-closed' || into.end === 'merged') && !isBusy(into);
}

describe('texts of the flight recorder', () => {
  it('[S8] go when their incident is long over and nobody works with it, and never otherwise', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyFate, { minLength: 1, maxLength: 12 }), async (fates) => {
        const log = openIn(tempFolder());
        try {
          live(log, fates);
          const before = allEvents(log).length;
          const deps = {
            log,
            keepDays: () => KEEP_DAYS,
            now: () => NOW,
            journal: () => undefined,
            commit: (drafts: readonly Draft[]) => commit(log, drafts),
          };
          const went = await letGoOfOld(deps, () => false);
          const due = fates.map((_, i) => mayGo(fates, i));
          expect(went).toBe(due.filter(Boolean).length);
          for (const [i, { text }] of fates.entries()) {
            const [told] = log.recordings.of(`i${i}`);
            const sha256 = createHash('sha256')
              .update(JSON.stringify({ text, series: null }))
              .digest('hex');
            expect(told?.gone).toEqual(due[i] ? { at: NOW, sha256 } : undefined);
            expect(log.recordings.body(`i${i}`, `r${i}`)).toEqual(due[i] ? null : { text, series: null });
          }
          const news = allEvents(log).slice(before);
          expect(news.map(({ kind }) => kind)).toEqual(went > 0 ? ['recordings.let-go'] : []);
          expect(checked(log, 'i0')).toMatchObject({ isWhole: true });
          expect(await letGoOfOld(deps, () => false)).toBe(0);
        } finally {
          log.close();
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('[S8] stay where the settings say nothing, and an end in the middle leaves each there or marked as gone', async () => {
    const log = openIn(tempFolder());
    const fates = Array.from({ length: 50 }, (): Fate => ({ end: 'long-closed', action: 'none', postmortem: 'none', text: 'same' }));
    live(log, fates);
    const deps = { log, now: () => NOW, journal: () => undefined, commit: (drafts: readonly Draft[]) => commit(log, drafts) };
    expect(await letGoOfOld({ ...deps, keepDays: () => 0 }, () => false)).toBe(0);
    let asked = 0;
    const went = await letGoOfOld({ ...deps, keepDays: () => KEEP_DAYS }, () => asked++ >= 21);
    expect(went).toBe(20);
    const gone = fates.map((_, i) => log.recordings.of(`i${i}`)[0]?.gone !== undefined);
    expect(gone.filter(Boolean)).toHaveLength(20);
    for (const [i, isGone] of gone.entries()) expect(log.recordings.body(`i${i}`, `r${i}`) === null).toBe(isGone);
    expect(await letGoOfOld({ ...deps, keepDays: () => KEEP_DAYS }, () => false)).toBe(30);
    log.close();
  });
});
