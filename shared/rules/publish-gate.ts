// A postmortem without an action changes nothing: publishing one asks why. It asks, it never forbids.
import type { ActionRecord } from '../domain/action';
import { msg } from '../words/words';

export type PublishGate =
  | { readonly asksWhy: false; readonly notes: readonly string[] }
  /** `question` and `hint` are shown; the answer belongs to the publication. */
  | { readonly asksWhy: true; readonly question: string; readonly hint: string; readonly notes: readonly string[] };

/** `actions`: all of the incident. `notes` say in words what is weak about those that are there. */
export function publishGate(actions: readonly Pick<ActionRecord, 'isRemoved' | 'state' | 'owner' | 'due'>[]): PublishGate {
  const kept = actions.filter((a) => !a.isRemoved && a.state !== 'dropped');
  const open = kept.filter((a) => a.state !== 'done');
  const notes = [
    count(open, (a) => a.owner === null, msg`without an owner`),
    count(open, (a) => a.due === null, msg`without a date`),
  ].filter((note) => note !== '');
  if (kept.length > 0) return { asksWhy: false, notes };
  const question = actions.some((a) => !a.isRemoved)
    ? msg`Every action of this postmortem was dropped. Why is nothing to be done?`
    : msg`This postmortem has no action. Why is nothing to be done?`;
  const hint = msg`What would have to change so that this does not happen again, is seen sooner, or hurts less?`;
  return { asksWhy: true, question, hint, notes };
}

function count<T>(items: readonly T[], is: (item: T) => boolean, words: string): string {
  const n = items.filter(is).length;
  return n === 0 ? '' : `${n} ${n === 1 ? 'action' : 'actions'} ${words}`;
}
