// What NATS and its client complain about, in words for a person.
import type { FeedFailure } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { failureOfError, shorten } from '../http-failure';

const AUTH: FeedFailure = {
  kind: 'auth',
  what: msg`NATS refused the login.`,
  remedy: msg`Check user, password, token or credentials: they may be wrong, expired or revoked.`,
};
const NO_JETSTREAM: FeedFailure = {
  kind: 'config',
  what: msg`JetStream is not enabled there, or this account may not use it.`,
  remedy: msg`Enable JetStream, give the account its API, or switch "Without a stream" on.`,
};

function trail(error: unknown): string {
  const parts: string[] = [];
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) parts.push(`${at.name} ${at.message}`);
  return parts.join(' | ') || String(error);
}

export function natsFailure(error: unknown, host: string): FeedFailure {
  const words = trail(error);
  if (/authorization|authentication|user jwt|nkey|invalid seed/i.test(words) && !/permissions violation/i.test(words)) return AUTH;
  if (/permissions violation/i.test(words))
    return {
      kind: 'auth',
      what: msg`NATS: ${shorten(words, 160)}`,
      remedy: msg`Give the user the rights for the subject and for its consumer.`,
    };
  if (/jetstream (is )?not enabled|no ?responders/i.test(words)) return NO_JETSTREAM;
  if (/stream not found|no stream matches/i.test(words))
    return { kind: 'config', what: msg`No stream keeps this subject.`, remedy: msg`Check subject and stream: nats stream ls.` };
  if (/JetStreamApi/.test(words))
    return { kind: 'config', what: msg`NATS: ${shorten(words, 160)}`, remedy: msg`Look at the stream and consumer.` };
  if (/TimeoutError|\btimeout\b/i.test(words))
    return { kind: 'timeout', what: msg`${host} does not answer in time.`, remedy: msg`Check the network, the VPN and the server.` };
  return failureOfError(error, host);
}

/** Of a message of ours to `subject`. */
export function publishFailure(error: unknown, host: string, subject: string): FeedFailure {
  const words = trail(error);
  if (/permissions violation for publish/i.test(words) && words.includes(subject))
    return {
      kind: 'auth',
      what: msg`NATS does not let this user publish to ${subject}.`,
      remedy: msg`Give the user the right to publish there.`,
    };
  return natsFailure(error, host);
}

/** The server or the network ended the link. */
export function closedFailure(error: unknown, host: string): FeedFailure {
  if (error instanceof Error) return natsFailure(error, host);
  return {
    kind: 'unreachable',
    what: msg`${host} closed the connection.`,
    remedy: msg`It is opened again by itself. Is the server running?`,
  };
}

export function staleFailure(host: string, seconds: number): FeedFailure {
  return {
    kind: 'timeout',
    what: msg`The consumer at ${host} said nothing for ${seconds} s, not even that there is nothing.`,
    remedy: msg`The link may be half open, or the consumer was deleted: it is opened again by itself.`,
  };
}

export const PASSED: FeedFailure = {
  kind: 'server',
  what: msg`The server went past messages of the stream without delivering them.`,
  remedy: msg`What the stream still gives is read anew by itself. Look at the log of the server, and restart it: a message may be too large for its store.`,
};

export const NOT_RECORDED: FeedFailure = {
  kind: 'server',
  what: msg`What came from NATS could not be recorded; it stays there and is taken again.`,
  remedy: msg`Look at the disk: is it full or read-only?`,
};
