// How a desk that joins a long history is ready at once: a snapshot holds the very messages of the stream that incidents consist of which
// are not over, up to a position; the desk takes these, reads on from there, and reads what is older afterwards, the newest of it first.
import { z } from 'zod';
import type { IncidentRow, IncidentStatus } from '../domain/incident';

/** So many messages after the newest snapshot the next one is made; a desk that is less behind reads them all. */
export const SNAPSHOT_EVERY = 5_000;

/** Where a snapshot lies in the store of the team. `position`: of the last message that it knows of. */
export const snapshotEntry = z.object({
  name: z.string().min(1).max(120),
  position: z.number().int().min(1),
  madeAt: z.number().int().min(0),
});
export type SnapshotEntry = z.infer<typeof snapshotEntry>;
/** Newest first. */
export const snapshotList = z.object({ v: z.literal(1), snapshots: z.array(snapshotEntry).max(20) });

/** What a snapshot is headed by: which incidents, and of each message its incident (by place), position and length in bytes. */
export const snapshotHead = z.object({
  v: z.literal(1),
  position: z.number().int().min(1),
  incidents: z.array(z.string().min(1).max(80)),
  of: z.array(z.number().int().min(0)),
  positions: z.array(z.number().int().min(1)),
  lengths: z.array(z.number().int().min(0)),
});
export type SnapshotHead = z.infer<typeof snapshotHead>;

export interface Positioned {
  readonly position: number;
  readonly incident: string;
}

/** The messages of `incidents`, each once, one incident after the other in the order given, so that none is taken in by halves. */
export function bundled<M extends Positioned>(messages: Iterable<M>, incidents: Iterable<string>): M[] {
  const found = new Map([...incidents].map((incident) => [incident, new Map<number, M>()] as const));
  for (const message of messages) found.get(message.incident)?.set(message.position, message);
  return [...found.values()].flatMap((known) => [...known.values()].sort((a, b) => a.position - b.position));
}

/** Parts of at most about `size` messages that end where an incident ends. */
export function inWholeIncidents<M extends Positioned>(messages: readonly M[], size: number): M[][] {
  const parts: M[][] = [];
  let part: M[] = [];
  for (const [i, message] of messages.entries()) {
    part.push(message);
    if (part.length < size || messages[i + 1]?.incident === message.incident) continue;
    parts.push(part);
    part = [];
  }
  return part.length > 0 ? [...parts, part] : parts;
}

/** Messages above `after` up to and with `upTo` that are still to be read. */
export const historySpan = z.object({ after: z.number().int().min(0), upTo: z.number().int().min(1) });
export type HistorySpan = z.infer<typeof historySpan>;

/** The spans with one more: messages that are in two count once. */
export function withSpan(spans: readonly HistorySpan[], span: HistorySpan): HistorySpan[] {
  const sorted = [...spans, span].filter(({ after, upTo }) => upTo > after).sort((a, b) => a.after - b.after);
  const joined: HistorySpan[] = [];
  for (const one of sorted) {
    const last = joined.at(-1);
    if (last && one.after <= last.upTo) joined[joined.length - 1] = { after: last.after, upTo: Math.max(last.upTo, one.upTo) };
    else joined.push(one);
  }
  return joined;
}

/** What is read next: the newest of what is left. */
export function newestPart(spans: readonly HistorySpan[], size: number): HistorySpan | null {
  const last = spans.at(-1);
  return last ? { after: Math.max(last.after, last.upTo - size), upTo: last.upTo } : null;
}

/** What is left when the `newestPart` was read. */
export function withoutNewest(spans: readonly HistorySpan[], part: HistorySpan): HistorySpan[] {
  return spans.map((span) => (span.upTo === part.upTo ? { ...span, upTo: part.after } : span)).filter(({ after, upTo }) => upTo > after);
}

export function messagesIn(spans: readonly HistorySpan[]): number {
  return spans.reduce((sum, { after, upTo }) => sum + upTo - after, 0);
}

const URGENCY: Readonly<Partial<Record<IncidentStatus, number>>> = { open: 0, acknowledged: 1 };

/** What a desk that joins wants to see first comes first: what nobody took, then by severity, then the newest. */
export function mostUrgentFirst(rows: readonly IncidentRow[]): IncidentRow[] {
  const urgency = ({ status }: IncidentRow): number => URGENCY[status] ?? 2;
  return [...rows].sort((a, b) => urgency(a) - urgency(b) || a.severity - b.severity || b.openedAt - a.openedAt);
}
