// Plain JSON for scripts and tools of one's own; its fields are documented in docs/connectors.md.
import type { Labels } from '../../shared/domain/alert';
import type { Rejected, Sighting } from '../../shared/feed';
import { msg } from '../../shared/words/words';
import {
  annotationsOf,
  firstText,
  keyFrom,
  keyOf,
  labelsOf,
  linkOf,
  type Message,
  refused,
  textOf,
  timeOf,
  type Unknown,
} from './push-row';
import { severityOf } from './severity-words';

const STATES: Readonly<Record<string, Sighting['state']>> = {
  ...{ firing: 'firing', alerting: 'firing', open: 'firing', problem: 'firing', down: 'firing', critical: 'firing', warning: 'firing' },
  ...{ resolved: 'resolved', ok: 'resolved', closed: 'resolved', recovery: 'resolved', up: 'resolved', cleared: 'resolved' },
};
/** Fields that are as good as labels. */
const LABEL_FIELDS = ['service', 'host', 'instance', 'source', 'namespace', 'cluster', 'environment', 'team'] as const;

function stateOf(raw: Unknown): Sighting['state'] | null {
  const word = raw.state ?? raw.status;
  if (word === undefined || word === null || word === '') return 'firing';
  return STATES[textOf(word).toLowerCase()] ?? null;
}

function allLabels(raw: Unknown): Labels | null {
  const labels = labelsOf(raw.labels);
  const fields = LABEL_FIELDS.map((name) => [name, textOf(raw[name])] as const).filter(([, value]) => value !== '');
  return labels && { ...Object.fromEntries(fields), ...labels };
}

function read(raw: Unknown): Sighting | Rejected {
  const labels = allLabels(raw);
  if (labels === null) return { where: 'labels', why: msg`not an object of texts` };
  const name = firstText(raw.name, raw.title, raw.alertname, labels.alertname, raw.summary, raw.message);
  if (name === '') return { where: 'name', why: msg`missing; summary or message would do` };
  const state = stateOf(raw);
  if (state === null) return { where: 'state', why: msg`neither firing nor resolved` };
  if (raw.key !== undefined && keyOf(raw.key) === null) return { where: 'key', why: msg`no text of at most 512 characters` };
  const startsAt = timeOf(raw.startsAt);
  if (startsAt === null) return { where: 'startsAt', why: msg`neither a date nor Unix time` };
  const description = firstText(raw.description);
  return {
    ...{ state, name, labels, startsAt, suppression: null },
    key: keyOf(raw.key) ?? keyFrom(name, labels),
    summary: firstText(raw.summary, raw.message),
    annotations: { ...(description !== '' && { description }), ...annotationsOf(raw.annotations) },
    severity: severityOf(firstText(raw.severity, labels.severity)),
    link: linkOf(raw.link, raw.url),
  };
}

export function readPlain(raw: Unknown): Message {
  const one = read(raw);
  return 'key' in one ? { sightings: [one], rejected: [] } : refused(one.where, one.why);
}
