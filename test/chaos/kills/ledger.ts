// What the log of a desk says after kills, held against its diary and what its messages' target took: what is gone, what is there twice.
import { join } from 'node:path';
import { openReader } from '../../../electron/log/open-reader';
import type { LogEvent, OfKind } from '../../../shared/log/event';
import { KEY } from '../../electron/engine/desk-engine';
import type { Taken } from '../../harness/message-sink';
import { type Entry, told } from './diary';

export interface Ledger {
  /** In words, what is not as it must be. */
  readonly lost: readonly string[];
  readonly duplicated: readonly string[];
  readonly events: number;
  readonly pages: number;
  readonly messages: number;
  /** Messages that came twice and say so. */
  readonly saidDouble: number;
  readonly log: readonly LogEvent[];
}

/** Of an engine that has ended in calm: everything was sent, every page had its outcome. `text`: the postmortem as it stands. */
export function ledgerOf(profile: string, diary: readonly Entry[], taken: readonly Taken[], text: string, key = KEY): Ledger {
  const reader = openReader(join(profile, 'log.db'), key);
  const events = [...reader.events(0, 5_000)].flat();
  const open = reader.liveRows().filter(({ status }) => status === 'open');
  reader.close();
  const pages = pagesIn(
    events,
    diary,
    open.map(({ id }) => id),
  );
  const acts = actsIn(events, diary, taken);
  const ids = new Set(events.map(({ id }) => id));
  const notes = counted(events.flatMap((e) => (e.kind === 'incident.noted' ? [e.data.text] : [])));
  const lost = [
    ...told(diary, 'event')
      .filter((id) => !ids.has(id))
      .map((id) => `event ${id}`),
    ...told(diary, 'note')
      .filter((note) => !notes.has(note))
      .map((note) => `note ${note}`),
    ...told(diary, 'edit')
      .filter((edit) => !text.includes(edit))
      .map((edit) => `edit ${edit}`),
    ...events.filter(({ seq }, n) => seq !== n + 1).map(({ seq }) => `the number before ${seq}`),
    ...pages.missed,
    ...acts.missed,
  ];
  const twice = [...notes].filter(([, n]) => n > 1).map(([note]) => `note ${note}`);
  const duplicated = [...twice, ...(ids.size < events.length ? ['ids of events'] : []), ...pages.repeated, ...acts.doubled];
  return { lost, duplicated, events: events.length, pages: pages.count, messages: acts.count, saidDouble: acts.saidDouble, log: events };
}

const of = <K extends LogEvent['kind']>(events: readonly LogEvent[], kind: K): OfKind<LogEvent, K>[] =>
  events.filter((event): event is OfKind<LogEvent, K> => event.kind === kind);

function counted(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** [N2] [N10]: shown again only while the log had no outcome. Missed: an open incident that the rules never spoke of, a page without outcome. */
function pagesIn(events: readonly LogEvent[], diary: readonly Entry[], open: readonly string[]) {
  const requested = of(events, 'page.requested');
  const shownAt = new Map(of(events, 'page.shown').map(({ data, seq }) => [data.page, seq]));
  const spokenOf = new Set([
    ...requested.flatMap(({ data }) => data.incidents),
    ...of(events, 'page.withheld').map((e) => e.incident ?? ''),
  ]);
  const presented = diary.filter((entry) => entry[0] === 'page');
  const screen = new Set(presented.map(([, page]) => page));
  const unseen = requested.filter(({ data: { page } }) => !shownAt.has(page) || !screen.has(page));
  const over = new Set(of(events, 'page.dismissed').map(({ data }) => data.page));
  return {
    count: requested.length,
    missed: [
      ...open.filter((incident) => !spokenOf.has(incident)).map((incident) => `page of ${incident}`),
      ...unseen
        .filter(({ data }) => !over.has(data.page) && data.incidents.some((id) => open.includes(id)))
        .map(({ data }) => `outcome of page ${data.page}`),
    ],
    repeated: [
      ...presented
        .filter(([, page, seq]) => (shownAt.get(page) ?? Number.POSITIVE_INFINITY) <= seq)
        .map(([, page]) => `page ${page} on the screen`),
      ...[...counted(requested.map(({ data }) => data.page))].filter(([, n]) => n > 1).map(([page]) => `page ${page}`),
    ],
  };
}

/** [O4] [O7]: what was asked for is sent once; twice only where the log says so. */
function actsIn(events: readonly LogEvent[], diary: readonly Entry[], taken: readonly Taken[]) {
  const messages = of(events, 'act.requested').filter(({ data }) => data.content.what === 'message');
  const subjects = new Set(messages.map(({ data: { content } }) => (content.what === 'message' ? content.subject : '')));
  const sent = new Map(of(events, 'act.sent').map(({ data }) => [data.act, data]));
  const came = counted(taken.map(({ key }) => key));
  const double = messages.filter(({ data: { key } }) => (came.get(key) ?? 0) > 1);
  const unsaid = double.filter(({ data }) => !sent.get(data.act)?.mayBeDouble);
  return {
    count: messages.length,
    saidDouble: double.length - unsaid.length,
    missed: [
      ...told(diary, 'message')
        .filter((subject) => !subjects.has(subject))
        .map((subject) => `message ${subject}`),
      ...messages.filter(({ data }) => !sent.has(data.act) || !came.has(data.key)).map(({ data }) => `sending of ${data.act}`),
    ],
    doubled: unsaid.map(({ data }) => `message ${data.act}`),
  };
}
