// What the window asks to see of an incident with a long life.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AlertFilter } from '../../../electron/engine/alert-filter';
import { incidentQueries } from '../../../electron/engine/incident-queries';
import type { Log } from '../../../electron/log/store';
import type { EngineValues, Reply } from '../../../shared/contract';
import type { Draft } from '../../../shared/log/event';
import { EMPTY_STATE } from '../../../shared/log/state';
import { NO_RUNBOOK_WORK } from '../../../shared/log/views/runbook';
import { aLog, closed, commit, NOW, noted, opened, resolved } from '../log/a-log';

const NOTES = 900;
let log: Log;
let calls: ReturnType<typeof incidentQueries>;
const value = <T>(reply: Reply<T>): T => {
  if (!reply.ok) throw new Error(reply.error.what);
  return reply.value;
};

beforeEach(() => {
  log = aLog();
  const trace = [{ rule: 'severity', verdict: 'pass' as const, why: 'SEV3 by default' }];
  const withheld = { rule: 'pause', step: 0, why: 'paging is paused by a person', trace, nextAt: null, foldedInto: null };
  const drafts: Draft[] = [opened('a', 1), opened('b', 2), { kind: 'page.withheld', incident: 'a', actor: 'rules', data: withheld }];
  for (let i = 0; i < NOTES; i++) drafts.push(noted('a', `n${i}`), ...(i % 3 === 0 ? [noted('b', 'other')] : []));
  commit(log, [...drafts, resolved('a'), closed('a')], NOW);
  calls = incidentQueries({
    desk: { state: EMPTY_STATE },
    log,
    now: () => NOW,
    duty: () => undefined,
    filter: new AlertFilter(() => new Map()),
    runbooksOf: () => ({ matches: [], links: [], work: NO_RUNBOOK_WORK }),
    policiesOf: () => [],
    rolesOf: () => ({ stage: 'responding', roles: [] }),
    feedName: (feed) => feed,
  });
});

describe('looking at a long incident', () => {
  it('pages its timeline back to the first entry, nothing twice, nothing left out', async () => {
    const detail = value(await calls['get-incident']({ id: 'a' }));
    expect(detail.timelineTotal).toBe(NOTES + 4);
    const seen = [...detail.timeline];
    for (let before = seen[0]?.seq ?? null; ; before = seen[0]?.seq ?? null) {
      const { entries, total } = value<EngineValues['list-timeline']>(await calls['list-timeline']({ id: 'a', before, limit: 333 }));
      expect(total).toBe(NOTES + 4);
      if (entries.length === 0) break;
      seen.unshift(...entries);
    }
    expect(seen).toHaveLength(NOTES + 4);
    expect(seen.map((e) => e.seq)).toEqual([...new Set(seen.map((e) => e.seq))].sort((x, y) => x - y));
    expect(seen.slice(0, 3).map((e) => e.kind)).toEqual(['incident.opened', 'page.withheld', 'incident.noted']);
    expect((await calls['list-timeline']({ id: 'nobody', before: null, limit: 9 })).ok).toBe(false);
  });

  it('tells why it did not page from a decision that is far back', async () => {
    expect(value(await calls['get-incident']({ id: 'a' })).why?.sentence).toBe('This did not page you: paging is paused by a person.');
    expect(value(await calls['get-incident']({ id: 'b' })).why).toBeNull();
  });

  it('[L4] verifies when it is asked to, and not when the incident is opened', async () => {
    const verify = vi.spyOn(log, 'verifyChain');
    await calls['get-incident']({ id: 'a' });
    expect(verify).not.toHaveBeenCalled();
    expect(value(await calls['verify-incident']({ id: 'a' }))).toEqual({ isWhole: true, events: NOTES + 4, brokenAt: null });
    expect((await calls['verify-incident']({ id: 'nobody' })).ok).toBe(false);
  });

  it('[L4] a chain that grows while it is verified is still whole', () => {
    const steps = log.verifyChain('a');
    expect(steps.next().done).toBe(false);
    commit(log, [noted('a', 'meanwhile')], NOW + 1);
    let step = steps.next();
    while (!step.done) step = steps.next();
    expect(step.value).toEqual({ isWhole: true, events: NOTES + 5 });
  });
});

describe('asking for nothing', () => {
  const queries = (own: Log, matches: number) =>
    incidentQueries({
      ...{ desk: { state: EMPTY_STATE }, log: own, now: () => NOW, duty: () => undefined, policiesOf: () => [] },
      filter: new AlertFilter(() => new Map()),
      runbooksOf: () => ({ matches: Array.from({ length: matches }) as never, links: [], work: NO_RUNBOOK_WORK }),
      rolesOf: () => ({ stage: 'responding', roles: [] }),
      feedName: (feed) => feed,
    });
  const idle = async (of: ReturnType<typeof queries>) =>
    value(await of['list-idle']({ incidents: ['alone', 'helped', 'open', 'gone'] })).incidents;

  it('[Z8] a row says what its panel says: one that cleared by itself, without a runbook and with nobody on it', async () => {
    const own = aLog();
    const byItself = (id: string): Draft => ({ ...resolved(id), data: { why: 'it cleared', isAutomatic: true } }) as Draft;
    const acknowledged: Draft = {
      kind: 'incident.acknowledged',
      incident: 'helped',
      actor: 'person:ada',
      data: { by: 'ada', via: 'window' },
    };
    commit(own, [opened('alone', 1), opened('helped', 2), opened('open', 3), acknowledged, byItself('alone'), byItself('helped')], NOW);
    expect(await idle(queries(own, 0))).toEqual(['alone']);
    expect(value(await queries(own, 0)['get-incident']({ id: 'alone' })).idle?.reasons).toHaveLength(3);
    expect(value(await queries(own, 0)['get-incident']({ id: 'helped' })).idle).toBeUndefined();
    expect(await idle(queries(own, 1))).toEqual([]);
  });
});
