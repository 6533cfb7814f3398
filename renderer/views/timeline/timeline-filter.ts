// Which entries a person wants to see: by what they are about, who did them, pins, a span of time, and words (which the engine finds).
import { msg } from '../../../shared/words/words';
import { bySourceTime, type Mark, personOf } from './marks';

export const TOPICS = ['all', 'people', 'alerts', 'pages', 'notes', 'runbooks', 'messages', 'stages', 'pinned'] as const;
export type Topic = (typeof TOPICS)[number];

export const TOPIC_WORDS: Readonly<Record<Topic, string>> = {
  all: msg`Everything`,
  people: msg`What people did`,
  alerts: msg`Alerts`,
  pages: msg`Pages`,
  notes: msg`Notes`,
  runbooks: msg`Runbook and runs`,
  messages: msg`Messages and writes`,
  stages: msg`Stages`,
  pinned: msg`Pinned`,
};

/** From and to, Unix ms, both included. */
export type Span = readonly [from: number, to: number];

export interface TimelineFilter {
  readonly topic: Topic;
  /** Null: anybody. */
  readonly person: string | null;
  readonly span: Span | null;
}

/** Rows of the picture, and topics of the filter alike. */
export type MarkRow = 'stages' | 'pages' | 'people' | 'notes' | 'runbooks' | 'messages';

const STAGES = new Set(['opened', 'resolved', 'reopened', 'closed', 'merged', 'absorbed', 'split', 'severity-changed']);
const ROW_OF: Readonly<Record<string, MarkRow>> = {
  page: 'pages',
  escalation: 'pages',
  role: 'people',
  duty: 'people',
  evidence: 'people',
  entry: 'notes',
  attachment: 'notes',
  runbook: 'runbooks',
  run: 'runbooks',
  act: 'messages',
  update: 'messages',
  bridge: 'messages',
  write: 'messages',
};

/** Null for what alerts did: they have lanes of their own. */
export function rowOf(kind: string): MarkRow | null {
  const [area = '', what = ''] = kind.split('.');
  if (area === 'incident') return what === 'noted' ? 'notes' : STAGES.has(what) ? 'stages' : 'people';
  return ROW_OF[area] ?? null;
}

function isAbout(mark: Mark, topic: Topic, pinned: ReadonlySet<number>): boolean {
  if (topic === 'all') return true;
  if (topic === 'pinned') return pinned.has(mark.seq);
  if (topic === 'alerts') return mark.kind.startsWith('alert.');
  if (topic === 'people') return personOf(mark.actor) !== null;
  return rowOf(mark.kind) === topic;
}

/** What fits, newest first by source time. `found`: seqs that hold the words looked for; null: no words are. */
export function filterMarks(
  marks: readonly Mark[],
  { topic, person, span }: TimelineFilter,
  pinned: ReadonlySet<number>,
  found: ReadonlySet<number> | null,
): Mark[] {
  const fits = marks.filter(
    (mark) =>
      isAbout(mark, topic, pinned) &&
      (person === null || personOf(mark.actor) === person) &&
      (span === null || (mark.happenedAt >= span[0] && mark.happenedAt <= span[1])) &&
      (found === null || found.has(mark.seq)),
  );
  return fits.sort((a, b) => bySourceTime(b, a));
}

export function peopleOf(marks: readonly Mark[]): string[] {
  return [...new Set(marks.flatMap((mark) => personOf(mark.actor) ?? []))].sort();
}
