// Last gate before words leave a feed: whatever a server echoes or a library prints, no secret of the feed is in it, and nothing hidden.
import { stripHidden } from '../../shared/domain/plain-text';
import type { FeedFailure, PeerHealth, Rejected } from '../../shared/feed';

/** Replaces every known secret, also in the spellings in which it travels. Short secrets would eat ordinary words: they count only as whole words. */
export type Redactor = (text: string) => string;

function spellings(secret: string, users: readonly string[]): string[] {
  const basic = users.map((user) => Buffer.from(`${user}:${secret}`).toString('base64'));
  return [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), Buffer.from(secret).toString('base64'), ...basic];
}

function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** `users` are the names that go with the secrets in basic authentication. */
export function createRedactor(secrets: readonly string[], users: readonly string[]): Redactor {
  const words = new Set(secrets.filter((secret) => secret !== '').flatMap((secret) => spellings(secret, users)));
  if (words.size === 0) return (text) => text;
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  const pattern = longestFirst.map((word) => (word.length < 4 ? `(?<!\\w)${escapeRegex(word)}(?!\\w)` : escapeRegex(word))).join('|');
  const regex = new RegExp(pattern, 'g');
  return (text) => text.replace(regex, '***');
}

/** Plain first: a secret with hidden characters within is whole, and found, only without them. */
const plain = (redact: Redactor, text: string): string => redact(stripHidden(text));

export function redactFailure(redact: Redactor, failure: FeedFailure): FeedFailure {
  return { ...failure, what: plain(redact, failure.what), remedy: plain(redact, failure.remedy) };
}

export function redactRejected(redact: Redactor, rejected: readonly Rejected[]): readonly Rejected[] {
  return rejected.map(({ where, why }) => ({ where: plain(redact, where), why: plain(redact, why) }));
}

export function redactPeers(redact: Redactor, peers: readonly PeerHealth[]): readonly PeerHealth[] {
  return peers.map((peer) => (peer.failure ? { ...peer, failure: redactFailure(redact, peer.failure) } : peer));
}

/** As it stands, unless a secret shows only without the hidden characters in it. */
function whole(redact: Redactor, text: string): string {
  const bare = stripHidden(text);
  const clean = redact(bare);
  return clean === bare ? redact(text) : clean;
}

/** The same value with every text in it redacted, names of fields too. */
export function redactValue(redact: Redactor, value: unknown): unknown {
  if (typeof value === 'string') return whole(redact, value);
  if (Array.isArray(value)) return value.map((one) => redactValue(redact, one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [whole(redact, name), redactValue(redact, inner)]));
}
