// Gathers what a shift's bundle is made of: rows from memory, notes and runbooks from the log, silences from the sources.
import type { Silence } from '../../shared/feed';
import { composeShift, type ShiftNote } from '../../shared/rules/compose-shift';
import { spellMatcher } from '../../shared/rules/matchers';
import type { Settings } from '../../shared/settings';
import type { ShiftBundle, ShiftIncident, ShiftSilence } from '../../shared/shift-bundle';
import { SHIFT_LIMITS } from '../../shared/shift-bundle';
import type { FeedRunner } from '../feeds/runner';
import type { ReadLog } from '../log/store';
import type { Desk } from './desk';

export interface GatherDeps {
  readonly desk: Pick<Desk, 'state'>;
  readonly log: Pick<ReadLog, 'ofKinds' | 'newestOf'>;
  readonly settings: () => Settings;
  readonly runner: Pick<FeedRunner, 'can' | 'listSilences'>;
  readonly now: () => number;
  readonly device: string;
}

/** A source that does not answer sooner is named as left out. */
const SOURCE_WAIT_MS = 4_000;

export async function gatherShift(
  deps: GatherDeps,
  wish: { to: string; note: string; restricted: readonly string[] },
): Promise<ShiftBundle> {
  const { person } = deps.settings();
  const { silences, faults } = await readSilences(deps);
  return composeShift({
    ...wish,
    from: { name: person.name, person: person.id, device: deps.device },
    now: deps.now(),
    rows: [...deps.desk.state.incidents.values()].map((i) => i.row),
    notesOf: (incident) => notesOf(deps.log, incident, SHIFT_LIMITS.notes),
    runbookOf: (incident) => runbookOf(deps.log, incident),
    silences,
    faults,
  });
}

/** The newest notes of an incident, newest last, each with the time that it tells of. */
export function notesOf(log: Pick<ReadLog, 'ofKinds'>, incident: string, limit: number): ShiftNote[] {
  return log
    .ofKinds(incident, ['incident.noted'])
    .slice(-limit)
    .flatMap((e) => (e.kind === 'incident.noted' ? { text: e.data.text, by: e.data.by, at: e.data.happenedAt ?? e.at } : []));
}

function runbookOf(log: Pick<ReadLog, 'newestOf'>, incident: string): ShiftIncident['runbook'] {
  const opened = log.newestOf(incident, ['runbook.opened', 'runbook.attached']);
  if (opened?.kind !== 'runbook.opened' && opened?.kind !== 'runbook.attached') return null;
  const moved = log.newestOf(incident, ['runbook.moved']);
  const step = moved?.kind === 'runbook.moved' && moved.data.runbook === opened.data.runbook ? moved.data.step : '';
  return { title: opened.data.title.slice(0, 300), step: step.slice(0, 300) };
}

async function readSilences({ settings, runner }: GatherDeps): Promise<{ silences: ShiftSilence[]; faults: string[] }> {
  const feeds = settings().feeds.filter((f) => f.isEnabled && runner.can(f.id, 'silence'));
  const faults: string[] = [];
  const found = await Promise.all(
    feeds.map(async (feed) => {
      const result = await Promise.race([runner.listSilences(feed.id), late()]);
      if (result === null) faults.push(`Silences of ${feed.name}: it did not answer in time`);
      else if (!result.ok) faults.push(`Silences of ${feed.name}: ${result.failure.what}`);
      else return result.silences.filter((s) => s.state === 'active').map((s) => silenceOf(feed.name, s));
      return [];
    }),
  );
  return { silences: found.flat(), faults };
}

function late(): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), SOURCE_WAIT_MS).unref());
}

function silenceOf(feed: string, s: Silence): ShiftSilence {
  return {
    feed,
    what: s.matchers.map(spellMatcher).join(', '),
    comment: s.comment,
    by: s.createdBy,
    endsAt: Math.max(0, Math.round(s.endsAt)),
  };
}
