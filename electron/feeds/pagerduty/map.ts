// Open incidents to sightings. Pure. https://developer.pagerduty.com/api-reference, `Incident`.
import type { Labels, Suppression } from '../../../shared/domain/alert';
import type { AlertSeverity } from '../../../shared/domain/severity';
import type { MapResult, Rejected, Sighting } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { filled, idOf, isRecord, linkOf, someIn, textOf, timeOf, type Unknown } from '../reading';
import { severityOf } from '../severity-words';
import { detailsOf } from './details';

const MAX_TOLD = 100;
const BY_PRIORITY: readonly AlertSeverity[] = ['critical', 'error', 'warning', 'info', 'info'];

const nameOf = (value: unknown): string => (isRecord(value) ? textOf(value.summary, 300) || textOf(value.name, 300) : '');

/** Priorities are named by each account; P1 and SEV1 are what PagerDuty proposes. */
function severityFor(priority: string, fromDetails: string | undefined, urgency: string): AlertSeverity | null {
  const level = /^\s*(?:P|SEV)[\s-]?([1-5])\b/i.exec(priority)?.[1];
  if (level) return BY_PRIORITY[Number(level) - 1] ?? null;
  const said = severityOf(fromDetails);
  if (said) return said;
  if (urgency === 'high') return 'error';
  return urgency === 'low' ? 'warning' : null;
}

function suppressionOf(incident: Unknown): Suppression | null {
  if (incident.status !== 'acknowledged') return null;
  const names = someIn(incident.acknowledgements).map(({ acknowledger }) => nameOf(acknowledger));
  return { by: 'acknowledgement', ids: [...new Set(names.filter((name) => name !== ''))] };
}

/** What the alert said of itself goes before the names that PagerDuty has for its service and team. */
function labelsOf(incident: Unknown, title: string, given: Labels): Labels {
  const service = isRecord(incident.service) ? incident.service : {};
  const names = filled({ service: nameOf(service), team: someIn(incident.teams).map(nameOf).join(', ') });
  const own = filled({
    service_id: idOf(service.id) ?? '',
    urgency: textOf(incident.urgency, 40),
    priority: nameOf(incident.priority),
    incident_number: textOf(incident.incident_number, 40),
    incident_key: textOf(incident.incident_key, 300),
  });
  return Object.assign({ alertname: title }, names, given, own);
}

/** When it is triggered again by itself: the end of a snooze, or of the time an acknowledgement holds. Unix ms; null: never. */
export function retriggersAt(incident: Unknown): number | null {
  const times = someIn(incident.pending_actions)
    .filter(({ type }) => type === 'unacknowledge')
    .flatMap(({ at }) => timeOf(at) || []);
  return times.length > 0 ? Math.min(...times) : null;
}

function annotationsOf(incident: Unknown, given: Labels): Labels {
  const until = retriggersAt(incident);
  const assigned = someIn(incident.assignments).map(({ assignee }) => nameOf(assignee));
  return {
    ...given,
    ...filled({
      pagerduty_service: nameOf(incident.service),
      assigned_to: assigned.filter((name) => name !== '').join(', '),
      escalation_policy: nameOf(incident.escalation_policy),
      acknowledged_until: until === null || until > 8.64e15 ? '' : new Date(until).toISOString(),
    }),
  };
}

function readIncident(incident: Unknown, key: string): Sighting | string {
  const { status } = incident;
  if (status !== 'triggered' && status !== 'acknowledged' && status !== 'resolved') return 'its status is none that is known';
  const startsAt = timeOf(incident.created_at);
  if (startsAt === null) return 'created_at is not a date';
  const title = textOf(incident.title) || textOf(incident.summary) || 'incident without a title';
  const details = detailsOf(incident.first_trigger_log_entry);
  const labels = labelsOf(incident, title, details.labels);
  return {
    key,
    state: status === 'resolved' ? 'resolved' : 'firing',
    name: title,
    summary: details.annotations.summary ?? title,
    labels,
    annotations: annotationsOf(incident, details.annotations),
    severity: severityFor(labels.priority ?? '', details.labels.severity, labels.urgency ?? ''),
    startsAt,
    suppression: suppressionOf(incident),
    link: linkOf(incident.html_url),
  };
}

/** Maps `{ incidents }`, all pages together. Keys are incident ids. */
export function mapIncidents(raw: unknown): MapResult {
  if (!isRecord(raw) || !Array.isArray(raw.incidents))
    return { sightings: [], rejected: [{ where: 'answer', why: msg`not a list of incidents` }] };
  const byKey = new Map<string, Sighting>();
  const rejected: Rejected[] = [];
  for (const [at, incident] of raw.incidents.entries()) {
    const key = isRecord(incident) ? idOf(incident.id) : null;
    const read = readRow(incident, key, byKey);
    if (typeof read !== 'string') byKey.set(read.key, read);
    else if (rejected.length < MAX_TOLD) rejected.push({ where: key ?? `incident ${at + 1}`, why: read });
  }
  return { sightings: [...byKey.values()], rejected };
}

function readRow(incident: unknown, key: string | null, byKey: ReadonlyMap<string, Sighting>): Sighting | string {
  if (!isRecord(incident)) return 'not an object';
  if (key === null) return 'no id';
  return byKey.has(key) ? 'the same incident twice' : readIncident(incident, key);
}
