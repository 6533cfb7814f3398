// The webhook of Alertmanager (version "4") and of Grafana's alerting, which is made after it: a list of alerts with a status each.
// Shapes: prometheus.io/docs/alerting/latest/configuration (webhook_config), grafana.com/docs/grafana/latest/alerting (webhook notifier).
import type { Rejected, Sighting } from '../../shared/feed';
import { msg } from '../../shared/words/words';
import { annotationsOf, firstText, isRecord, keyFrom, keyOf, labelsOf, linkOf, type Message, timeOf, type Unknown } from './push-row';
import { severityOf } from './severity-words';

/** Is it such a message? Grafana's has no `groupKey` in old versions, but both have the list and the receiver. */
export function isAlertList(raw: Unknown): boolean {
  return Array.isArray(raw.alerts);
}

function readAlert(raw: unknown, place: string): Sighting | Rejected {
  if (!isRecord(raw)) return { where: place, why: msg`not an object` };
  const labels = labelsOf(raw.labels);
  if (labels === null) return { where: place, why: msg`labels are not text` };
  const key = keyOf(raw.fingerprint) ?? (Object.keys(labels).length > 0 ? keyFrom('', labels) : null);
  if (key === null) return { where: place, why: msg`neither fingerprint nor labels` };
  const { status } = raw;
  if (status !== 'firing' && status !== 'resolved') return { where: place, why: msg`its status is neither firing nor resolved` };
  const startsAt = timeOf(raw.startsAt);
  if (startsAt === null) return { where: place, why: msg`startsAt is not a date` };
  const annotations = annotationsOf(raw.annotations);
  const values = firstText(raw.valueString);
  return {
    ...{ key, state: status, labels, startsAt, suppression: null },
    name: labels.alertname?.trim() || 'alert without a name',
    summary: firstText(annotations.summary, annotations.description, annotations.message),
    annotations: values === '' ? annotations : { ...annotations, values },
    severity: severityOf(labels.severity),
    link: linkOf(raw.panelURL, raw.dashboardURL, raw.generatorURL),
  };
}

export function readAlertList(raw: Unknown): Message {
  const rows = raw.alerts as readonly unknown[];
  const read = rows.map((row, i) => readAlert(row, `alert ${i + 1}`));
  const rejected = read.filter((one) => !('key' in one)) as Rejected[];
  const cut = typeof raw.truncatedAlerts === 'number' ? raw.truncatedAlerts : 0;
  if (cut > 0) rejected.push({ where: 'truncatedAlerts', why: msg`the sender left out ${cut} alerts: raise max_alerts there` });
  if (rows.length === 0 && cut <= 0) rejected.push({ where: 'alerts', why: msg`an empty list` });
  return { sightings: read.filter((one) => 'key' in one) as Sighting[], rejected };
}
