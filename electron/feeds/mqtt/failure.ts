// What brokers and the client complain about, in words for a person. Codes of CONNACK: MQTT 3.1.1, section 3.2.2.3; from 128 on MQTT 5, 2.4.
import type { FeedFailure } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { failureOfError } from '../http-failure';

const AUTH: FeedFailure = {
  kind: 'auth',
  what: msg`The broker refused the login.`,
  remedy: msg`Check user and password: they may be wrong or revoked.`,
};
const BY_CODE: Readonly<Record<number, FeedFailure>> = {
  1: { kind: 'config', what: msg`The broker does not speak MQTT 3.1.1.`, remedy: msg`Use a listener for MQTT 3.1.1 or later.` },
  2: { kind: 'config', what: msg`The broker refused the client id.`, remedy: msg`Set another client id.` },
  3: { kind: 'server', what: msg`The broker is not ready.`, remedy: msg`Look at its log.` },
  4: AUTH,
  5: AUTH,
  134: AUTH,
  135: AUTH,
};

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown } | null)?.code;
}

/** Does it say that it speaks no MQTT 5? In 3.1.1 with code 1, in 5 with 132. */
export function isOldBroker(error: unknown): boolean {
  return codeOf(error) === 1 || codeOf(error) === 132;
}

/** Of a message of ours. 135: not authorized. */
export function publishFailure(error: unknown, host: string, topic: string): FeedFailure {
  if (codeOf(error) !== 135) return mqttFailure(error, host);
  const what = msg`The broker does not let this user publish to ${topic.slice(0, 200)}.`;
  return { kind: 'auth', what, remedy: msg`Give it the right to publish there.` };
}

export function mqttFailure(error: unknown, host: string): FeedFailure {
  const code = codeOf(error);
  const known = typeof code === 'number' ? BY_CODE[code] : undefined;
  if (known) return known;
  const words = error instanceof Error ? error.message : String(error);
  if (/connack timeout/i.test(words)) return silentFailure(host);
  if (/keepalive timeout/i.test(words))
    return {
      kind: 'timeout',
      what: msg`${host} said nothing any more.`,
      remedy: msg`The link may be half open: it is opened again by itself.`,
    };
  return failureOfError(error, host);
}

export function silentFailure(host: string): FeedFailure {
  return { kind: 'timeout', what: msg`${host} does not answer as a broker in time.`, remedy: msg`Check address, port and TLS.` };
}

export function closedFailure(host: string): FeedFailure {
  return {
    kind: 'unreachable',
    what: msg`${host} closed the connection.`,
    remedy: msg`It is opened again by itself. Is the broker running, and is the client id used by nobody else?`,
  };
}

export function refusedTopic(topic: string): FeedFailure {
  return {
    kind: 'auth',
    what: msg`The broker does not let this user hear ${topic.slice(0, 200)}.`,
    remedy: msg`Give it the right, or change the topic.`,
  };
}

export const NOT_RECORDED: FeedFailure = {
  kind: 'server',
  what: msg`What came from the broker could not be recorded; it sends it again.`,
  remedy: msg`Look at the disk: is it full or read-only?`,
};
