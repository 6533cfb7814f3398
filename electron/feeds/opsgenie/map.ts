// Alerts of Opsgenie and JSM to sightings. Pure. docs.opsgenie.com/docs/alert-api, "list alerts"; JSM Operations, `Alert`.
import type { Labels, Suppression } from '../../../shared/domain/alert';
import type { AlertSeverity } from '../../../shared/domain/severity';
import type { MapResult, Rejected, Sighting } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { filled, idOf, isRecord, linkOf, someIn, textOf, textsOf, timeOf, type Unknown } from '../reading';

const MAX_TOLD = 100;
const MAX_TAGS = 50;
const SEVERITIES: ReadonlyMap<string, AlertSeverity> = new Map([
  ['P1', 'critical'],
  ['P2', 'error'],
  ['P3', 'warning'],
  ['P4', 'info'],
  ['P5', 'info'],
]);
/** A tag such as team:storage or env=prod. */
const PAIR = /^([A-Za-z_][\w.-]{0,60})\s*[:=]\s*(\S.*)$/;

function tagsOf(alert: Unknown): readonly string[] {
  const tags = Array.isArray(alert.tags) ? alert.tags : [];
  return tags
    .slice(0, MAX_TAGS)
    .map((tag) => textOf(tag, 300))
    .filter((tag) => tag !== '');
}

/** What the integration sent along: Opsgenie calls it details, JSM extraProperties. */
function propertiesOf(alert: Unknown): Labels {
  const given = isRecord(alert.details) ? alert.details : alert.extraProperties;
  return isRecord(given) ? textsOf(given, MAX_TAGS) : {};
}

function pairsIn(tags: readonly string[]): Labels {
  const pairs: Record<string, string> = {};
  for (const tag of tags) {
    const pair = PAIR.exec(tag);
    if (pair && pair[1] !== '__proto__') pairs[pair[1] ?? ''] = pair[2] ?? '';
  }
  return pairs;
}

function labelsOf(alert: Unknown, message: string): Labels {
  const tags = tagsOf(alert);
  const teams = someIn(alert.teams).flatMap(({ name }) => textOf(name, 200) || []);
  const own = filled({
    alias: textOf(alert.alias, 600),
    tiny_id: textOf(alert.tinyId, 40),
    priority: textOf(alert.priority, 10),
    source: textOf(alert.source, 200),
    entity: textOf(alert.entity, 600),
    tags: tags.join(', '),
    integration: textOf(isRecord(alert.integration) ? alert.integration.name : alert.integrationName, 200),
    team: teams.join(', '),
  });
  return Object.assign({ alertname: message }, pairsIn(tags), propertiesOf(alert), own);
}

function suppressionOf(alert: Unknown): Suppression | null {
  const report = isRecord(alert.report) ? alert.report : {};
  const who = textOf(report.acknowledgedBy, 200) || textOf(alert.owner, 200);
  if (alert.acknowledged === true) return { by: 'acknowledgement', ids: who === '' ? [] : [who] };
  return alert.snoozed === true ? { by: 'silence', ids: [] } : null;
}

/** `alertUrl` is safe, and a key has nothing that means something in an address. */
function readAlert(alert: Unknown, key: string, alertUrl: string | null): Sighting | string {
  if (alert.status !== 'open' && alert.status !== 'closed') return 'its status is neither open nor closed';
  if (typeof alert.acknowledged !== 'boolean') return 'it does not say whether it is acknowledged';
  const startsAt = timeOf(alert.createdAt);
  if (startsAt === null) return 'createdAt is not a date';
  const message = textOf(alert.message) || 'alert without a message';
  return {
    key,
    state: alert.status === 'closed' ? 'resolved' : 'firing',
    name: message,
    summary: textOf(alert.description) || message,
    labels: labelsOf(alert, message),
    annotations: filled({ owner: textOf(alert.owner, 200), snoozed_until: alert.snoozed === true ? textOf(alert.snoozedUntil, 40) : '' }),
    severity: SEVERITIES.get(textOf(alert.priority, 10)) ?? null,
    startsAt,
    suppression: suppressionOf(alert),
    link: alertUrl === null ? null : alertUrl.replace('{id}', key),
  };
}

function readRow(alert: unknown, key: string | null, alertUrl: string | null, byKey: ReadonlyMap<string, Sighting>): Sighting | string {
  if (!isRecord(alert)) return 'not an object';
  if (key === null) return 'no id';
  return byKey.has(key) ? 'the same alert twice' : readAlert(alert, key, alertUrl);
}

/** Maps `{ alertUrl, alerts }`, all pages together; `alertUrl` is the page of an alert with `{id}` in it. Keys are alert ids. */
export function mapAlerts(raw: unknown): MapResult {
  if (!isRecord(raw) || !Array.isArray(raw.alerts))
    return { sightings: [], rejected: [{ where: 'answer', why: msg`not a list of alerts` }] };
  const alertUrl = linkOf(raw.alertUrl);
  const byKey = new Map<string, Sighting>();
  const rejected: Rejected[] = [];
  for (const [at, alert] of raw.alerts.entries()) {
    const key = isRecord(alert) ? idOf(alert.id) : null;
    const read = readRow(alert, key, alertUrl, byKey);
    if (typeof read !== 'string') byKey.set(read.key, read);
    else if (rejected.length < MAX_TOLD) rejected.push({ where: key ?? `alert ${at + 1}`, why: read });
  }
  return { sightings: [...byKey.values()], rejected };
}
