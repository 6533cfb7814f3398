// One kind of channel bound to its settings: checked config, a way out by HTTP and SMTP, secrets struck out of every word that comes
// back. A message goes out over fresh connections: a pooled one that died would make "was it sent?" unanswerable.
import type { ChannelContext, OutMessage, SendResult } from '../../shared/channel';
import { cutText } from '../../shared/domain/cut-text';
import { markedLine, markLookAlikes } from '../../shared/domain/look-alikes';
import { oneLine, stripHidden } from '../../shared/domain/plain-text';
import type { HttpRequest, HttpResult } from '../../shared/feed';
import { msg } from '../../shared/words/words';
import { type Connection, connectionOf } from '../feeds/connection';
import { createHttpClient } from '../feeds/http';
import { ABORTED } from '../feeds/http-failure';
import { createRedactor } from '../feeds/redact';
import { refusal } from './outcome';
import type { AnyChannel } from './registry';
import { secretsOf } from './secrets-of';
import { sendMail } from './smtp';

export interface OpenChannel {
  /** Resolves to the outcome; never throws. `signal` gives it up. */
  send(message: OutMessage, signal: AbortSignal): Promise<SendResult>;
  /** Longest that a message may take, ms. */
  readonly limitMs: number;
}

export interface ContextDeps {
  readonly now: () => number;
  readonly log: (level: 'debug' | 'info' | 'warn', message: string) => void;
}

export type Opened =
  | { readonly ok: true; readonly channel: OpenChannel }
  | { readonly ok: false; readonly refusal: SendResult & { ok: false } };

const MAX_LINE = 300;
const MAX_ADDRESS = 2_000;
const LARGEST_ANSWER_MB = 1;
/** Requests one message may need, each with its own time-out, and a little for the rest. */
const REQUESTS = 2;
const SLACK_MS = 5_000;

/** All texts are hostile: plain, on one line where one line is meant, and no longer than the target takes. */
function plain(message: OutMessage, maxChars: number): OutMessage {
  const text = markLookAlikes(stripHidden(message.text.replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')));
  const { incident } = message;
  return {
    ...message,
    key: oneLine(message.key, MAX_LINE),
    address: message.address === null ? null : oneLine(message.address, MAX_ADDRESS),
    subject: markedLine(message.subject, MAX_LINE) || 'Dogwatch',
    text: cutText(text, maxChars),
    incident: incident && {
      ...incident,
      title: markedLine(incident.title, MAX_LINE),
      service: incident.service === null ? null : markedLine(incident.service, MAX_LINE),
    },
  };
}

/** `http` for one message: once a request is under way, giving up means that nobody knows what became of it. */
function httpOf(connection: Connection, signal: AbortSignal) {
  return async (request: HttpRequest): Promise<HttpResult> => {
    if (signal.aborted) return { ok: false, failure: ABORTED };
    const client = createHttpClient(connection);
    try {
      const result = await client.request(request, signal);
      if (result.ok || result.failure.kind !== 'aborted') return result;
      const what = msg`Waiting for the answer of ${new URL(request.url).host} was given up.`;
      return { ok: false, failure: { kind: 'timeout', what, remedy: '' } };
    } finally {
      await client.close();
    }
  };
}

/** Checks the config; `config` already holds the secrets. Nothing is sent yet. */
export function openChannel(kind: AnyChannel, config: Readonly<Record<string, unknown>>, deps: ContextDeps): Opened {
  const { manifest } = kind;
  const secrets = secretsOf(manifest, config);
  const redact = createRedactor(
    secrets,
    [config.username, config.proxyUsername].map((user) => (typeof user === 'string' ? user : '')),
  );
  const parsed = kind.parseConfig(config);
  if (!parsed.ok) {
    const words = parsed.errors.map(({ path, message }) => `${path || 'settings'}: ${message}`).join('; ');
    return { ok: false, refusal: refusal('config', redact(`The settings of this channel are not right. ${words}`), 'Edit the channel.') };
  }
  const checked = parsed.config as Readonly<Record<string, unknown>>;
  const { proxyUrl, proxyUsername, proxyPassword, caPem, isTlsUnchecked, timeoutSeconds } = checked;
  const connection = connectionOf({
    proxyUrl,
    proxyUsername,
    proxyPassword,
    caPem,
    isTlsUnchecked,
    timeoutSeconds,
    maxMegabytes: LARGEST_ANSWER_MB,
  });
  const contextOf = (signal: AbortSignal): ChannelContext => ({
    http: httpOf(connection, signal),
    smtp: (mail) => sendMail(mail, signal),
    isAborted: () => signal.aborted,
    now: deps.now,
    log: (level, message) => deps.log(level, redact(message)),
  });
  const clean = (result: SendResult): SendResult =>
    result.ok ? result : { ...result, what: redact(result.what), remedy: redact(result.remedy) };
  const channel: OpenChannel = {
    limitMs: connection.timeoutSeconds * 1000 * REQUESTS + SLACK_MS,
    async send(message, signal) {
      if (signal.aborted) return refusal('aborted', ABORTED.what, ABORTED.remedy);
      try {
        return clean(await kind.send(contextOf(signal), parsed.config, plain(message, manifest.maxChars)));
      } catch (error) {
        const words = error instanceof Error ? error.message : String(error);
        deps.log('warn', redact(`${manifest.kind} stumbled: ${words}`));
        return clean(
          refusal(
            'maybe-sent',
            `Dogwatch stumbled while it sent this: ${words.slice(0, 200)}`,
            'This is a mistake in Dogwatch; please report it.',
          ),
        );
      }
    },
  };
  return { ok: true, channel };
}
