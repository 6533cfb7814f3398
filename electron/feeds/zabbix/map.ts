// Problems and the triggers they are about to sightings. Pure; every value in Zabbix's answers is text, also numbers and truths.
// https://www.zabbix.com/documentation/6.0/en/manual/api/reference/problem/object
import type { Labels, Suppression } from '../../../shared/domain/alert';
import type { AlertSeverity } from '../../../shared/domain/severity';
import type { MapResult, Rejected, Sighting } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';

const MAX_TOLD = 100;
const MAX_TEXT = 2000;
/** Not classified, information, warning, average, high, disaster. */
const SEVERITIES: readonly (AlertSeverity | null)[] = [null, 'info', 'warning', 'warning', 'error', 'critical'];
const WORDS = ['not classified', 'information', 'warning', 'average', 'high', 'disaster'];

type Unknown = Record<string, unknown>;

function isRecord(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function idOf(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^\d{1,20}$/.test(text) && text !== '0' ? text : null;
}

function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : '';
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text;
}

function listOf(value: unknown): readonly Unknown[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

const isYes = (value: unknown): boolean => value === '1' || value === 1;

/** What is known of a trigger that a problem is about. */
interface Trigger {
  /** Technical and shown names of its hosts; empty: none. */
  readonly host: string;
  readonly hostname: string;
  readonly dependsOn: readonly string[];
}

/** One field of all hosts of a trigger. */
function joined(hosts: readonly Unknown[], field: string): string {
  let all = '';
  for (const host of hosts) {
    const said = textOf(host[field]);
    if (said !== '') all = all === '' ? said : `${all}, ${said}`;
  }
  return all;
}

/** A problem's tags as labels; several values of one tag stand together. What we say about the problem wins. */
function labelsOf(problem: Unknown, trigger: Trigger, name: string, severity: number): Labels {
  const labels: Record<string, string> = {};
  const tags: readonly unknown[] = Array.isArray(problem.tags) ? problem.tags : [];
  for (const one of tags) {
    const label = isRecord(one) ? textOf(one.tag).trim() : '';
    if (label === '' || label === '__proto__') continue;
    const value = textOf((one as Unknown).value);
    const known = Object.hasOwn(labels, label) ? labels[label] : '';
    labels[label] = known === '' || known === undefined ? value : value === '' ? known : `${known}, ${value}`;
  }
  labels.alertname = name;
  if (trigger.host !== '') labels.host = trigger.host;
  if (trigger.hostname !== '') labels.hostname = trigger.hostname;
  labels.triggerid = String(problem.objectid);
  labels.zabbix_severity = WORDS[severity] ?? '';
  return labels;
}

/** Maintenance, a suppression by hand (its maintenance is 0), a parent that has a problem too, or somebody who has it. */
function suppressionOf(problem: Unknown, trigger: Trigger, failing: ReadonlySet<string>): Suppression | null {
  if (isYes(problem.suppressed)) {
    const ids = listOf(problem.suppression_data).flatMap(({ maintenanceid }) => idOf(maintenanceid) ?? []);
    return ids.length > 0 || listOf(problem.suppression_data).length === 0 ? { by: 'downtime', ids } : { by: 'silence', ids: [] };
  }
  if (trigger.dependsOn.some((id) => failing.has(id))) return { by: 'inhibition', ids: trigger.dependsOn.filter((id) => failing.has(id)) };
  return isYes(problem.acknowledged) ? { by: 'acknowledgement', ids: [] } : null;
}

function startOf(clock: unknown): number | null {
  const seconds = typeof clock === 'string' && clock.trim() !== '' ? Number(clock) : typeof clock === 'number' ? clock : Number.NaN;
  return Number.isFinite(seconds) && seconds >= 0 && seconds < 1e11 ? seconds * 1000 : null;
}

function readProblem(
  problem: Unknown,
  key: string,
  trigger: Trigger,
  base: string | null,
  failing: ReadonlySet<string>,
): Sighting | string {
  const startsAt = startOf(problem.clock);
  if (startsAt === null) return 'its clock is no time';
  const severity = typeof problem.severity === 'number' ? problem.severity : Number(textOf(problem.severity) || Number.NaN);
  const name = textOf(problem.name) || 'problem without a name';
  const opdata = textOf(problem.opdata);
  return {
    key,
    state: 'firing',
    name,
    summary: opdata === '' ? name : `${name} (${opdata})`,
    labels: labelsOf(problem, trigger, name, severity),
    annotations: opdata === '' ? {} : { opdata },
    severity: SEVERITIES[severity] ?? null,
    startsAt,
    suppression: suppressionOf(problem, trigger, failing),
    link: base === null ? null : `${base}/tr_events.php?triggerid=${String(problem.objectid)}&eventid=${key}`,
  };
}

const NONE: readonly string[] = [];

function triggerOf({ hosts: given, dependencies }: Unknown): Trigger {
  const hosts = listOf(given);
  const others = listOf(dependencies);
  const dependsOn = others.length === 0 ? NONE : others.flatMap(({ triggerid }) => idOf(triggerid) ?? []);
  return { host: joined(hosts, 'host'), hostname: joined(hosts, 'name'), dependsOn };
}

function triggersOf(answer: unknown): ReadonlyMap<string, Trigger> | null {
  if (!isRecord(answer) || !Array.isArray(answer.result)) return null;
  const triggers = new Map<string, Trigger>();
  for (const row of answer.result as readonly unknown[]) {
    const id = isRecord(row) ? idOf(row.triggerid) : null;
    if (id !== null) triggers.set(id, triggerOf(row as Unknown));
  }
  return triggers;
}

/**
 * Maps `{ url, problems, triggers }`: the whole answers of problem.get and trigger.get. A problem whose trigger is not among those
 * that were answered is of a host or trigger that is switched off, and left out as Zabbix's own list does. Keys are event ids.
 */
export function mapProblems(raw: unknown): MapResult {
  const base = isRecord(raw) && typeof raw.url === 'string' && /^https?:\/\//.test(raw.url) ? raw.url : null;
  const problems = isRecord(raw) && isRecord(raw.problems) ? raw.problems.result : null;
  if (!isRecord(raw) || !Array.isArray(problems))
    return { sightings: [], rejected: [{ where: 'answer', why: msg`not a list of problems` }] };
  const triggers = triggersOf(raw.triggers);
  if (!triggers) return { sightings: [], rejected: [{ where: 'answer', why: msg`no list of triggers` }] };
  const failing = new Set(triggerIdsOf(problems));
  const byKey = new Map<string, Sighting>();
  const rejected: Rejected[] = [];
  for (const [at, problem] of problems.entries()) {
    const key = isRecord(problem) ? idOf(problem.eventid) : null;
    const read = key !== null && byKey.has(key) ? 'the same event twice' : readRow(problem, key, base, triggers, failing);
    if (read === null) continue;
    if (typeof read !== 'string') byKey.set(read.key, read);
    else if (rejected.length < MAX_TOLD) rejected.push({ where: key ?? `problem ${at + 1}`, why: read });
  }
  return { sightings: [...byKey.values()], rejected };
}

/** A sighting, why there is none, or null for a problem that is left out. */
function readRow(
  problem: unknown,
  key: string | null,
  base: string | null,
  triggers: ReadonlyMap<string, Trigger>,
  failing: ReadonlySet<string>,
): Sighting | string | null {
  if (!isRecord(problem)) return 'not an object';
  if (key === null) return 'no event id';
  const trigger = idOf(problem.objectid);
  if (trigger === null) return 'no trigger id';
  const known = triggers.get(trigger);
  return known ? readProblem(problem, key, known, base, failing) : null;
}

/** The triggers that a list of problems is about, each once. */
export function triggerIdsOf(problems: unknown): readonly string[] {
  const ids = new Set<string>();
  for (const problem of Array.isArray(problems) ? (problems as readonly unknown[]) : []) {
    const id = isRecord(problem) ? idOf(problem.objectid) : null;
    if (id !== null) ids.add(id);
  }
  return [...ids];
}
