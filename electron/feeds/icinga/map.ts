// Icinga's hosts and services that are not fine, to sightings. Pure; bad rows are told, good ones kept.
import type { MapResult, Rejected, Sighting } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { readReasons, resultsOf } from './reasons';
import { isPending, isRecord, keyOf, readRow } from './row';

const MAX_TOLD = 100;

/** The answers of the object queries that make one poll. */
export interface IcingaAnswers {
  readonly hosts: unknown;
  readonly services: unknown;
  /** Left out where nothing is held back. */
  readonly comments?: unknown;
  readonly downtimes?: unknown;
}

/** Soft states are mapped and marked by the annotation `soft`; `isSoft` finds them. */
export function isSoft(sighting: Sighting): boolean {
  return sighting.annotations.soft !== undefined;
}

/** Names of objects that were never checked, or not since a restart that forgot their state. */
export function pendingKeys(answers: IcingaAnswers): ReadonlySet<string> {
  const rows = [...(resultsOf(answers.hosts) ?? []), ...(resultsOf(answers.services) ?? [])];
  return new Set(rows.filter(isPending).flatMap((row) => keyOf(row) ?? []));
}

/** Maps `IcingaAnswers`, soft states included. What is not that gives no sightings and a rejection. */
export function mapAnswers(raw: unknown): MapResult {
  const rejected: Rejected[] = [];
  const byKey = new Map<string, Sighting>();
  const told = (bad: Rejected) => {
    if (rejected.length < MAX_TOLD) rejected.push(bad);
  };
  const answers: Readonly<Record<string, unknown>> = isRecord(raw) ? raw : {};
  const reasons = readReasons(answers.comments, answers.downtimes);
  for (const type of ['hosts', 'services'] as const) {
    const rows = resultsOf(answers[type]);
    if (rows === null) {
      told({ where: type, why: msg`not an answer of an object query` });
      continue;
    }
    rows.forEach((row, i) => {
      const read = readRow(row, type === 'hosts', reasons, `${type}, row ${i + 1}`);
      if (read === null) return;
      if (!('key' in read)) told(read);
      else if (byKey.has(read.key)) told({ where: read.key, why: msg`listed twice` });
      else byKey.set(read.key, read);
    });
  }
  return { sightings: [...byKey.values()], rejected };
}
