// GET and POST /api/v2/alerts as the demo answers them.
import type { Labels } from '../../shared/domain/alert';
import type { AlertBoard, JudgedAlert } from './alert-board';
import { type Answer, alertShape, empty, json, malformed } from './answers';
import { type PostedAlert, readAlerts } from './bodies';
import { anchored, areAllMatched, isLabelName, parseMatchers } from './matchers';

/** Alertmanager's default `resolve_timeout`: an alert posted without an end lives this long. */
const RESOLVE_TIMEOUT_MS = 300_000;
const SWITCHES = ['active', 'silenced', 'inhibited', 'unprocessed'] as const;

function isShown(alert: JudgedAlert, wants: Readonly<Record<string, boolean>>): boolean {
  const isActive = alert.silencedBy.length + alert.inhibitedBy.length === 0;
  if (isActive) return wants.active !== false;
  return !(alert.silencedBy.length > 0 && wants.silenced === false) && !(alert.inhibitedBy.length > 0 && wants.inhibited === false);
}

/** Filters as the server does: switches, anchored receiver expression, matchers that must all hold. */
export function listAlerts(board: AlertBoard, receiver: string, query: URLSearchParams, now: number): Answer {
  const wants: Record<string, boolean> = {};
  for (const name of SWITCHES) {
    const given = query.get(name);
    if (given === null || given === '') continue;
    if (!/^(true|false|1|0)$/i.test(given))
      return malformed(422, 601, `${name} in query must be of type boolean: ${JSON.stringify(given)}`);
    wants[name] = /^(true|1)$/i.test(given);
  }
  const filter = parseMatchers(query.getAll('filter'));
  if (!filter.ok) return json(400, filter.why);
  const receivers = anchored(query.get('receiver') || '.*');
  if (!receivers) return json(400, `failed to parse receiver param: error parsing regexp: \`^(?:${query.get('receiver')})$\``);
  const shown = receivers.test(receiver)
    ? board.at(now).filter((alert) => isShown(alert, wants) && areAllMatched(filter.matchers, alert.labels))
    : [];
  return json(
    200,
    shown.map((alert) => alertShape(alert, receiver)),
  );
}

function refusal(labels: Labels, startsAt: number, endsAt: number): string | null {
  const bad = Object.keys(labels).find((name) => !isLabelName(name));
  if (bad !== undefined) return `invalid label set: invalid name ${JSON.stringify(bad)}`;
  if (Object.keys(labels).length === 0) return 'at least one label pair required';
  return endsAt < startsAt ? 'start time must be before end time' : null;
}

function take(board: AlertBoard, posted: PostedAlert, now: number): string | null {
  const labels = Object.fromEntries(Object.entries(posted.labels ?? {}).filter(([, value]) => value !== ''));
  const startsAt = posted.startsAt ?? posted.endsAt ?? now;
  const endsAt = posted.endsAt ?? now + RESOLVE_TIMEOUT_MS;
  const why = refusal(labels, startsAt, endsAt);
  if (why === null)
    board.post({
      labels,
      annotations: posted.annotations ?? {},
      generatorUrl: posted.generatorURL || null,
      startsAt,
      endsAt,
      updatedAt: now,
    });
  return why;
}

/** The good alerts are taken even where another one is refused, as the real server does. */
export function postAlerts(board: AlertBoard, body: string, now: number): Answer {
  const read = readAlerts(body);
  if (!read.ok) return read.answer;
  const faults = read.value.map((posted) => take(board, posted, now)).filter((why) => why !== null);
  return faults.length > 0 ? json(400, faults.join('; ')) : empty(200);
}
