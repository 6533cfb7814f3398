// One object of Icinga's answer, read with suspicion. Attributes as in its object reference (Checkable, Host, Service); times are Unix
// seconds with a fraction, and all numbers may come as floats.
import type { Suppression } from '../../../shared/domain/alert';
import type { AlertSeverity } from '../../../shared/domain/severity';
import type { Sighting } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import type { Reasons } from './reasons';

const MAX_KEY = 1000;
const MAX_SUMMARY = 2000;
const MAX_OUTPUT = 20_000;
const NAME = /^[^!]+(![^!]+)?$/;
const LINK = /^https?:\/\/[^\s\p{Cc}]{1,4000}$/iu;

export type Unknown = Readonly<Record<string, unknown>>;

/** What is wrong with a row. */
export interface BadRow {
  readonly where: string;
  readonly why: string;
}

/** `null`: nothing to tell about this object. */
export type ReadRow = Sighting | BadRow | null;

export function isRecord(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `host!service` or `host`, Icinga's own names; they hold no `!` themselves. Null: none. */
export function keyOf(raw: unknown): string | null {
  if (!isRecord(raw) || typeof raw.name !== 'string' || raw.name.length > MAX_KEY) return null;
  return NAME.test(raw.name) ? raw.name : null;
}

/** An object that was never checked has no state, though it is given as unknown. */
export function isPending(raw: unknown): boolean {
  return isRecord(raw) && isRecord(raw.attrs) && raw.attrs.last_check_result === null;
}

function text(value: unknown, max: number): string {
  if (typeof value !== 'string') return '';
  return value.length > max ? `${value.slice(0, max - 1)}…` : value;
}

/** Unix ms; 0 where the source does not know; null: not a time. */
function time(value: unknown): number | null {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0 || value > 1e11) return null;
  return Math.round(value * 1000);
}

function count(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null;
}

function severityOf(isHost: boolean, state: number): AlertSeverity | null {
  if (isHost || state === 2) return 'critical';
  return state === 1 ? 'warning' : null;
}

/** The failed host above a service, as the answer joins it; only one that is surely down. */
function failedHost(raw: Unknown, key: string): string | null {
  const host = isRecord(raw.joins) ? raw.joins.host : null;
  if (!isRecord(host) || !key.includes('!')) return null;
  return host.state === 1 && host.state_type === 1 ? (key.split('!')[0] ?? null) : null;
}

function suppressionOf(key: string, attrs: Unknown, parent: string | null, reasons: Reasons): Suppression | null {
  if ((count(attrs.downtime_depth) ?? 0) > 0) return { by: 'downtime', ids: reasons.downtimes.get(key)?.ids ?? [] };
  if ((count(attrs.acknowledgement) ?? 0) > 0) return { by: 'acknowledgement', ids: reasons.acks.get(key)?.ids ?? [] };
  if (parent !== null) return { by: 'inhibition', ids: [parent] };
  return attrs.last_reachable === false ? { by: 'inhibition', ids: [] } : null;
}

function annotationsOf(key: string, attrs: Unknown, output: string, parent: string | null, reasons: Reasons): Record<string, string> {
  const ack = reasons.acks.get(key)?.words;
  const downtime = reasons.downtimes.get(key)?.words;
  return {
    ...(output !== '' && { output }),
    ...(attrs.flapping === true && { flapping: 'Icinga sees it change to and fro' }),
    ...(parent !== null && { parent: `host ${parent} is down` }),
    ...(parent === null && attrs.last_reachable === false && { parent: 'not reachable: what it depends on is down' }),
    ...(attrs.state_type === 0 && { soft: 'Icinga is still checking again' }),
    ...(ack !== undefined && { acknowledged: ack }),
    ...(downtime !== undefined && { downtime }),
    ...(typeof attrs.notes_url === 'string' && attrs.notes_url !== '' && { notes_url: text(attrs.notes_url, 4000) }),
  };
}

/** Maps one object that is not fine. Soft states, where told, begin with their last change of state. */
export function readRow(raw: unknown, isHost: boolean, reasons: Reasons, place: string): ReadRow {
  const key = keyOf(raw);
  if (key === null || !isRecord(raw)) return { where: place, why: msg`no name` };
  const { attrs } = raw;
  if (!isRecord(attrs)) return { where: key, why: msg`no attributes` };
  if (key.includes('!') === isHost) return { where: key, why: isHost ? msg`not the name of a host` : msg`not the name of a service` };
  const state = count(attrs.state);
  if (state === null || state > (isHost ? 1 : 3)) return { where: key, why: msg`no state that is known` };
  if (attrs.state_type !== 0 && attrs.state_type !== 1) return { where: key, why: msg`neither soft nor hard` };
  if (state === 0 || isPending(raw)) return null;
  const isSoft = attrs.state_type === 0;
  const startsAt = time(isSoft ? attrs.last_state_change : attrs.last_hard_state_change);
  if (startsAt === null) return { where: key, why: msg`the time of its last change is no time` };
  const [host, service] = key.split('!') as [string, string?];
  const parent = failedHost(raw, key);
  const result = isRecord(attrs.last_check_result) ? attrs.last_check_result : {};
  const output = text(result.output, MAX_OUTPUT);
  return {
    key,
    state: 'firing',
    name: service ?? 'Host down',
    summary: text(output.split('\n', 1)[0], MAX_SUMMARY),
    labels: { host, ...(service !== undefined && { service }) },
    annotations: annotationsOf(key, attrs, output, parent, reasons),
    severity: severityOf(isHost, state),
    startsAt,
    suppression: suppressionOf(key, attrs, parent, reasons),
    link: typeof attrs.notes_url === 'string' && LINK.test(attrs.notes_url) ? attrs.notes_url : null,
  };
}
