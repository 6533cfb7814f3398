// Nagios's hosts and services that are not fine, to sightings. Pure; bad rows are told, good ones kept.
import type { MapResult, Rejected, Sighting } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { rowsOf } from './ask';
import { readReasons } from './reasons';
import { isPending, isRecord, keyOfParts, readRow } from './row';

const MAX_TOLD = 100;
const LISTS = { hosts: 'hostlist', services: 'servicelist' } as const;

/** The answers that make one poll: pages of both lists as statusjson.cgi gave them, and who holds back where somebody does. */
export interface NagiosAnswers {
  readonly hosts: readonly unknown[];
  readonly services: readonly unknown[];
  readonly comments?: unknown;
  readonly downtimes?: unknown;
}

/** Soft states are mapped and marked by the annotation `soft`; `isSoft` finds them. */
export function isSoft(sighting: Sighting): boolean {
  return sighting.annotations.soft !== undefined;
}

/** Null for a page that is none. */
function pageRows(pages: unknown, type: 'hosts' | 'services') {
  const all: readonly unknown[] = Array.isArray(pages) ? pages : [null];
  return all.map((page) => rowsOf(isRecord(page) ? page.data : null, LISTS[type]));
}

/** Names of objects that are not checked yet. */
export function pendingKeys({ hosts, services }: NagiosAnswers): ReadonlySet<string> {
  const rows = [...pageRows(hosts, 'hosts'), ...pageRows(services, 'services')].flatMap((page) => page ?? []);
  const pending = rows.map(([, row]) => row).filter((row) => isRecord(row) && isPending(row));
  return new Set(pending.flatMap((row) => (isRecord(row) ? (keyOfParts(row.host_name ?? row.name, row.description) ?? []) : [])));
}

/** Maps `NagiosAnswers`, soft states included. What is not that gives no sightings and a rejection. */
export function mapAnswers(raw: unknown): MapResult {
  const rejected: Rejected[] = [];
  const byKey = new Map<string, Sighting>();
  const told = (bad: Rejected) => {
    if (rejected.length < MAX_TOLD) rejected.push(bad);
  };
  const answers = isRecord(raw) ? raw : {};
  const reasons = readReasons(answers.comments, answers.downtimes);
  const isDown = (host: string) => {
    const found = byKey.get(host);
    return found !== undefined && !isSoft(found);
  };
  for (const type of ['hosts', 'services'] as const) {
    for (const page of pageRows(answers[type], type)) {
      if (page === null) told({ where: type, why: msg`not an answer with a ${LISTS[type]}` });
      for (const [name, row] of page ?? []) {
        const read = readRow(row, type === 'hosts' ? 'host' : 'service', isDown, reasons, name.slice(0, 500) || `one of the ${type}`);
        if (read === null) continue;
        if (!('key' in read)) told(read);
        else if (byKey.has(read.key)) told({ where: read.key, why: msg`listed twice` });
        else byKey.set(read.key, read);
      }
    }
  }
  return { sightings: [...byKey.values()], rejected };
}
