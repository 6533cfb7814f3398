// Who handed over here before, and with which key: a name whose key changed is told, for somebody else may be using the name.
import { z } from 'zod';
import type { ShiftSender } from '../../shared/contract/shift';

const known = z.array(z.strictObject({ name: z.string(), fingerprint: z.string(), lastAt: z.number() })).max(1000);
export type KnownSenders = z.infer<typeof known>;

const KEPT = 500;

/** What was kept as JSON; unreadable text knows nobody. */
export function parseSenders(text: string | undefined): KnownSenders {
  if (text === undefined) return [];
  try {
    return known.parse(JSON.parse(text));
  } catch {
    return [];
  }
}

const sameName = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** `now` in words comes from the caller's zone: `day` spells a time. */
export function judgeSender(senders: KnownSenders, name: string, fingerprint: string, day: (at: number) => string): ShiftSender {
  const byKey = senders.find((s) => s.fingerprint === fingerprint);
  const byName = senders.find((s) => sameName(s.name, name));
  if (byKey && sameName(byKey.name, name))
    return { state: 'known', fingerprint, why: `handed over here before, last on ${day(byKey.lastAt)}` };
  if (byName)
    return { state: 'changed', fingerprint, why: `${name} handed over on ${day(byName.lastAt)} with another key (${byName.fingerprint})` };
  if (byKey) return { state: 'changed', fingerprint, why: `this key was ${byKey.name}’s on ${day(byKey.lastAt)}` };
  return { state: 'new', fingerprint, why: 'nobody of this name handed over here before' };
}

/** The newest word on a name counts. */
export function rememberSender(senders: KnownSenders, name: string, fingerprint: string, at: number): KnownSenders {
  const others = senders.filter((s) => s.fingerprint !== fingerprint && !sameName(s.name, name));
  return [...others, { name, fingerprint, lastAt: at }].slice(-KEPT);
}
