// From the source's answer to sightings. Pure, and it never throws: a row that can not be read is refused with where and why.
import type { MapResult, Rejected, Sighting } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { filled, idOf, isRecord, linkOf, textOf, textsOf, timeOf, type Unknown } from '../reading';
import { severityOf } from '../severity-words';

const MAX_LABELS = 100;

/** Words when the row is refused. */
function sightingOf(row: Unknown): Sighting | string {
  const key = idOf(row.id);
  if (key === null) return 'it has no id';
  const name = textOf(row.title, 200);
  if (name === '') return 'it has no title';
  const startsAt = timeOf(row.since);
  if (startsAt === null) return `“since” is no date: ${textOf(row.since, 40)}`;
  return {
    ...{ key, state: 'firing', name, summary: textOf(row.text), startsAt },
    labels: { ...(isRecord(row.labels) && textsOf(row.labels, MAX_LABELS)), ...filled({ service: textOf(row.service, 200) }) },
    annotations: {},
    severity: severityOf(textOf(row.level, 40)),
    suppression: null,
    link: linkOf(row.link),
  };
}

/** Of `{ problems: [{ id, title, text, service, level, since, link, labels }] }`. */
export function mapProblems(raw: unknown): MapResult {
  const rows = isRecord(raw) ? raw.problems : undefined;
  if (!Array.isArray(rows)) return { sightings: [], rejected: [{ where: 'the answer', why: msg`it has no list “problems”` }] };
  const sightings = new Map<string, Sighting>();
  const rejected: Rejected[] = [];
  rows.forEach((row: unknown, at) => {
    const mapped = isRecord(row) ? sightingOf(row) : 'it is no object';
    if (typeof mapped === 'string') rejected.push({ where: `problems[${at}]`, why: mapped });
    else if (sightings.has(mapped.key)) rejected.push({ where: `problems[${at}]`, why: msg`the id ${mapped.key} is there twice` });
    else sightings.set(mapped.key, mapped);
  });
  return { sightings: [...sightings.values()], rejected };
}
