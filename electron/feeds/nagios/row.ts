// One host or service of Nagios's answer, read with suspicion. Times are Unix milliseconds; states are words (formatoptions=enumerate).
import type { Suppression } from '../../../shared/domain/alert';
import type { AlertSeverity } from '../../../shared/domain/severity';
import type { Sighting } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import type { Reasons } from './reasons';

const MAX_NAME = 500;
const MAX_SUMMARY = 2000;
const MAX_OUTPUT = 20_000;
/** Names hold none of these in any Nagios that keeps its illegal_object_name_chars; with them a command would mean something else. */
const NAME = /^[^!;\p{Cc}]{1,500}$/u;
const LATEST = 8.64e15;
const FINE = ['up', 'ok', 'pending'];

export type Unknown = Readonly<Record<string, unknown>>;

export interface BadRow {
  readonly where: string;
  readonly why: string;
}

/** `null`: nothing to tell about this object. */
export type ReadRow = Sighting | BadRow | null;

export function isRecord(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function text(value: unknown, max: number): string {
  if (typeof value !== 'string') return '';
  return value.length > max ? `${value.slice(0, max - 1)}…` : value;
}

/** `host!service` or `host`; null when a name can not be one. */
export function keyOfParts(host: unknown, service: unknown): string | null {
  if (typeof host !== 'string' || !NAME.test(host)) return null;
  if (service === undefined || service === '') return host;
  return typeof service === 'string' && NAME.test(service) ? `${host}!${service}` : null;
}

/** An object that was never checked, or not since a restart that forgot its state. */
export function isPending(row: unknown): boolean {
  return isRecord(row) && row.status === 'pending';
}

function severityOf(status: string): AlertSeverity | null {
  if (status === 'warning') return 'warning';
  return status === 'unknown' ? null : 'critical';
}

function time(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 && value < LATEST ? Math.round(value) : null;
}

function suppressionOf(key: string, row: Unknown, parent: string | null, reasons: Reasons): Suppression | null {
  if (typeof row.scheduled_downtime_depth === 'number' && row.scheduled_downtime_depth > 0)
    return { by: 'downtime', ids: reasons.downtimes.get(key)?.ids ?? [] };
  if (row.problem_has_been_acknowledged === true) return { by: 'acknowledgement', ids: reasons.acks.get(key)?.ids ?? [] };
  if (parent !== null) return { by: 'inhibition', ids: [parent] };
  if (row.status === 'unreachable') return { by: 'inhibition', ids: [] };
  return row.notifications_enabled === false ? { by: 'mute', ids: [] } : null;
}

function annotationsOf(key: string, row: Unknown, parent: string | null, reasons: Reasons): Record<string, string> {
  const output = [row.plugin_output, row.long_plugin_output].filter((part) => typeof part === 'string' && part !== '').join('\n');
  const ack = reasons.acks.get(key)?.words;
  const downtime = reasons.downtimes.get(key)?.words;
  return {
    ...(output !== '' && { output: text(output, MAX_OUTPUT) }),
    ...(row.is_flapping === true && { flapping: 'Nagios sees it change to and fro' }),
    ...(parent !== null && { parent: `host ${parent} is down` }),
    ...(row.status === 'unreachable' && { parent: 'not reachable: what lies between is down' }),
    ...(row.notifications_enabled === false && { muted: 'its notifications are switched off in Nagios' }),
    ...(row.state_type === 'soft' && { soft: 'Nagios is still checking again' }),
    ...(ack !== undefined && { acknowledged: ack }),
    ...(downtime !== undefined && { downtime }),
  };
}

/** When this stretch began. A host that was down from the start has no hard change on record. */
function startOf(row: Unknown): number | null {
  const [hard, any] = [time(row.last_hard_state_change), time(row.last_state_change)];
  return row.state_type === 'soft' ? (any ?? time(row.last_check)) : (hard ?? any ?? time(row.last_check));
}

/** Maps one object that is not fine; `isDown` knows the hosts that surely are. */
export function readRow(
  row: unknown,
  type: 'host' | 'service',
  isDown: (host: string) => boolean,
  reasons: Reasons,
  place: string,
): ReadRow {
  if (!isRecord(row)) return { where: place, why: msg`not a row` };
  const host = type === 'host' ? row.name : row.host_name;
  const service = type === 'host' ? undefined : row.description;
  const key = keyOfParts(host, service);
  if (key === null || (type === 'service') !== key.includes('!'))
    return { where: place, why: msg`no name, or one that no command could tell` };
  const status = text(row.status, MAX_NAME);
  const isKnown = type === 'host' ? /^(up|down|unreachable|pending)$/ : /^(ok|warning|critical|unknown|pending)$/;
  if (!isKnown.test(status)) return { where: key, why: msg`no state that is known` };
  if (row.state_type !== 'soft' && row.state_type !== 'hard') return { where: key, why: msg`neither soft nor hard` };
  if (FINE.includes(status)) return null;
  const startsAt = startOf(row);
  if (startsAt === null) return { where: key, why: msg`the time of its last change is no time` };
  const parent = type === 'service' && isDown(host as string) ? (host as string) : null;
  return {
    key,
    state: 'firing',
    name: type === 'service' ? (service as string) : status === 'down' ? 'Host down' : 'Host unreachable',
    summary: text(text(row.plugin_output, MAX_OUTPUT).split('\n', 1)[0], MAX_SUMMARY),
    labels: { host: host as string, ...(type === 'service' && { service: service as string }) },
    annotations: annotationsOf(key, row, parent, reasons),
    severity: severityOf(status),
    startsAt,
    suppression: suppressionOf(key, row, parent, reasons),
    link: null,
  };
}
