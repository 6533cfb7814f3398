// How the demo speaks: Alertmanager's JSON shapes and its two styles of refusal.
import type { Labels } from '../../shared/domain/alert';
import type { JudgedAlert } from './alert-board';
import { type KeptSilence, stateOf } from './silence-book';

export interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function json(status: number, value: unknown): Answer {
  return { status, type: 'application/json', body: `${JSON.stringify(value)}\n` };
}

export function text(status: number, body: string): Answer {
  return { status, type: 'text/plain; charset=utf-8', body };
}

export function empty(status: number): Answer {
  return { status, type: null, body: '' };
}

/** Refused before the handler: a body or parameter of the wrong shape. */
export function malformed(status: number, code: number, message: string): Answer {
  return { ...json(status, { code, message }), body: JSON.stringify({ code, message }) };
}

const iso = (ms: number): string => new Date(ms).toISOString();
const byName = (labels: Labels): Labels => Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));

/** `gettableAlert` of Alertmanager's OpenAPI file, fields in the server's order. */
export function alertShape(alert: JudgedAlert, receiver: string): unknown {
  const isHeld = alert.silencedBy.length + alert.inhibitedBy.length > 0;
  return {
    annotations: byName(alert.annotations),
    endsAt: iso(alert.endsAt),
    fingerprint: alert.fingerprint,
    receivers: [{ name: receiver }],
    startsAt: iso(alert.startsAt),
    status: { inhibitedBy: alert.inhibitedBy, silencedBy: alert.silencedBy, state: isHeld ? 'suppressed' : 'active' },
    updatedAt: iso(alert.updatedAt),
    ...(alert.generatorUrl === null ? {} : { generatorURL: alert.generatorUrl }),
    labels: byName(alert.labels),
  };
}

/** `gettableSilence` of Alertmanager's OpenAPI file. */
export function silenceShape(silence: KeptSilence, now: number): unknown {
  return {
    id: silence.id,
    status: { state: stateOf(silence, now) },
    updatedAt: iso(silence.updatedAt),
    comment: silence.comment,
    createdBy: silence.createdBy,
    endsAt: iso(silence.endsAt),
    matchers: silence.matchers.map(({ isEqual, isRegex, name, value }) => ({ isEqual, isRegex, name, value })),
    startsAt: iso(silence.startsAt),
  };
}
