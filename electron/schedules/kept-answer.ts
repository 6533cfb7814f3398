// The last answer of a schedule's source, kept in the log's settings: who is on call is known without the network too.
import { z } from 'zod';
import type { ScheduleSettings } from '../../shared/settings/team';

const kept = z.object({
  /** What was asked; another source makes the answer worthless. */
  source: z.string(),
  /** Unix ms. */
  asOf: z.number(),
  to: z.number(),
  note: z.string(),
  shifts: z.array(z.object({ name: z.string(), email: z.string(), person: z.string().nullable(), from: z.number(), to: z.number() })),
});
export type KeptAnswer = z.infer<typeof kept>;

/** Where answers are kept between runs; what it throws ends the keeping, not the watch. */
export interface AnswerStore {
  get(name: string): string | undefined;
  set(name: string, text: string): void;
}

/** Name of a schedule's source, without secrets. */
export function sourceName({ from }: ScheduleSettings): string {
  if (from.kind === 'rotation') return 'rotation';
  return from.kind === 'ical' ? `ical ${from.source}` : `${from.kind} ${from.baseUrl} ${from.schedule}`;
}

function place(id: string): string {
  return `on-call:${id}`;
}

/** What is kept of this schedule; null: nothing, or of another source. */
export function loadAnswer(store: AnswerStore, schedule: ScheduleSettings): KeptAnswer | null {
  const text = store.get(place(schedule.id));
  if (!text) return null;
  try {
    const read = kept.safeParse(JSON.parse(text));
    return read.success && read.data.source === sourceName(schedule) ? read.data : null;
  } catch {
    return null;
  }
}

export function storeAnswer(store: AnswerStore, id: string, answer: KeptAnswer | null): void {
  store.set(place(id), answer === null ? '' : JSON.stringify(answer));
}
