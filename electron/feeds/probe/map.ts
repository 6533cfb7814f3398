// What the looks found, to sightings. Pure; what is no finding is told.
import type { AlertSeverity } from '../../../shared/domain/severity';
import type { MapResult, Rejected, Sighting } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import type { Condition } from './judge';

/** One condition of a target that fires. */
export interface Finding {
  readonly target: string;
  readonly address: string;
  readonly kind: string;
  readonly condition: Condition;
  readonly severity: AlertSeverity;
  readonly words: string;
  /** Unix ms of the first failure in the row. */
  readonly since: number;
  readonly failures: number;
}

const MAX_TEXT = 2000;
const LATEST = 8.64e15;
const TITLES: Readonly<Record<Condition, string>> = { down: 'Target down', slow: 'Target slow', certificate: 'Certificate runs out' };
const SEVERITIES = ['critical', 'error', 'warning', 'info'] as const;

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_TEXT;
}

function readFinding(raw: unknown, place: string): Sighting | Rejected {
  if (typeof raw !== 'object' || raw === null) return { where: place, why: msg`no finding` };
  const { target, address, kind, condition, severity, words, since, failures } = raw as Readonly<Record<string, unknown>>;
  if (!isText(target) || !isText(address) || !isText(kind)) return { where: place, why: msg`no target` };
  const known = (Object.keys(TITLES) as Condition[]).find((one) => one === condition);
  if (!known) return { where: target, why: msg`no condition that is known` };
  const level = SEVERITIES.find((one) => one === severity);
  if (!level || !isText(words)) return { where: target, why: msg`no severity, or no words` };
  if (typeof since !== 'number' || !Number.isInteger(since) || since < 0 || since > LATEST) return { where: target, why: msg`no time` };
  return {
    key: known === 'down' ? target : `${target} ${known}`,
    state: 'firing',
    name: TITLES[known],
    summary: `${target}: ${words}`,
    labels: { target, kind, condition: known },
    annotations: { address, ...(typeof failures === 'number' && known !== 'certificate' && { failures_needed: String(failures) }) },
    severity: level,
    startsAt: since,
    suppression: null,
    link: /^https?:\/\//i.test(address) ? address : null,
  };
}

/** Maps a list of `Finding`. */
export function mapFindings(raw: unknown): MapResult {
  if (!Array.isArray(raw)) return { sightings: [], rejected: [{ where: 'findings', why: msg`not a list` }] };
  const rejected: Rejected[] = [];
  const byKey = new Map<string, Sighting>();
  raw.forEach((one: unknown, i) => {
    const read = readFinding(one, `finding ${i + 1}`);
    if (!('key' in read)) rejected.push(read);
    else if (byKey.has(read.key)) rejected.push({ where: read.key, why: msg`found twice` });
    else byKey.set(read.key, read);
  });
  return { sightings: [...byKey.values()], rejected };
}
