// The states of Grafana-managed rules: GET /api/prometheus/grafana/api/v1/rules, in the shape of Prometheus's with states of its own
// (Pending, NoData, Error, "Normal (NoData)"), and the health of rules that can not be judged. Pure.
import type { Labels } from '../../../shared/domain/alert';
import type { Rejected, Sighting } from '../../../shared/feed';
import { labelKey } from '../label-key';
import { filled, isRecord, recordsIn, textOf, timeOf, type Unknown } from '../reading';
import { annotationsOf, ruleLink, ruleUidOf } from './dress';

const MAX_TOLD = 100;
type State = 'pending' | 'nodata' | 'error';
const WORDS: Readonly<Record<State, string>> = { pending: 'pending', nodata: 'no data', error: 'can not be judged' };

export interface Wanted {
  readonly hasPending: boolean;
  readonly hasUnknown: boolean;
  /** Is an alert with these labels one of the feed's? */
  readonly isOurs: (labels: Labels) => boolean;
}

/** One rule with the folder it is in. */
export interface Rule {
  readonly raw: Unknown;
  readonly uid: string;
  readonly folderUid: string;
  readonly name: string;
}

/** All rules, or null: not an answer of this API. */
export function rulesIn(answer: unknown): readonly Rule[] | null {
  const data = isRecord(answer) && answer.status === 'success' && isRecord(answer.data) ? answer.data : null;
  if (!data || !Array.isArray(data.groups)) return null;
  return recordsIn(data.groups).flatMap((group) =>
    recordsIn(group.rules).map((raw) => ({
      raw,
      uid: textOf(raw.uid, 60),
      folderUid: textOf(raw.folderUid, 60) || textOf(group.folderUid, 60),
      name: textOf(raw.name, 300) || 'rule without a name',
    })),
  );
}

function stateOf(instance: Unknown): State | 'firing' | null {
  const word = /^(pending|nodata|error|alerting|firing|recovering)\b/i.exec(textOf(instance.state, 60))?.[1]?.toLowerCase();
  if (word === 'pending' || word === 'nodata' || word === 'error') return word;
  return word ? 'firing' : null;
}

function textsIn(raw: unknown): Labels | null {
  if (raw === undefined || raw === null) return {};
  if (!isRecord(raw)) return null;
  const entries = Object.entries(raw);
  return entries.every(([, value]) => typeof value === 'string') ? (Object.fromEntries(entries) as Labels) : null;
}

/** Rules list their alerts without inner labels. */
function outerKey(labels: Labels): string {
  return labelKey('', Object.fromEntries(Object.entries(labels).filter(([name]) => !/^__.*__$/.test(name))));
}

/** Those of the alerts that their rules still call firing, though the Alertmanager lists them no more: it has just restarted. */
export function stillFiring(rules: readonly Rule[], lost: readonly Sighting[]): readonly Sighting[] {
  const firing = new Set(
    rules.flatMap(({ raw }) =>
      recordsIn(raw.alerts)
        .filter((instance) => stateOf(instance) === 'firing')
        .map((instance) => outerKey(textsIn(instance.labels) ?? {})),
    ),
  );
  return lost.filter(({ labels }) => firing.has(outerKey(labels)));
}

function sightingOf(rule: Rule, state: State, instance: Unknown, url: string): Sighting | string {
  const labels = textsIn(instance.labels);
  const given = textsIn(instance.annotations);
  if (!labels || !given) return 'labels or annotations are not text';
  const startsAt = timeOf(instance.activeAt);
  if (startsAt === null) return 'activeAt is not a date';
  const full = { alertname: rule.name, ...labels };
  const problem = textOf(rule.raw.lastError, 500);
  return {
    key: `${state}/${rule.uid}/${labelKey(rule.name, full)}`,
    state: 'firing',
    name: `${full.alertname} (${WORDS[state]})`,
    summary: state === 'error' && problem !== '' ? problem : textOf(given.summary ?? given.description),
    labels: full,
    annotations: { ...annotationsOf(given, url, rule.uid, rule.folderUid), ...filled({ state, problem }) },
    severity: state === 'pending' ? 'info' : 'warning',
    startsAt,
    suppression: null,
    link: ruleLink(url, rule.uid),
  };
}

/** A rule whose health is bad while no instance says so: it is set to stay quiet about it. */
function quietTrouble(rule: Rule): { readonly state: State; readonly instance: Unknown } | null {
  const health = textOf(rule.raw.health, 20).toLowerCase();
  if (health !== 'error' && health !== 'nodata') return null;
  return { state: health, instance: { labels: rule.raw.labels, annotations: rule.raw.annotations } };
}

/** Rules about which the Alertmanager already says that they have no data or fail, by UID and by name. */
function toldRules(listed: readonly Sighting[]): ReadonlySet<string> {
  const told = listed.filter(({ labels }) => labels.alertname === 'DatasourceNoData' || labels.alertname === 'DatasourceError');
  return new Set(told.flatMap((sighting) => [ruleUidOf(sighting), sighting.labels.rulename ?? '']).filter((name) => name !== ''));
}

/** The wanted states as alerts. `listed` is what the Alertmanager says. */
export function statesOf(
  rules: readonly Rule[],
  wanted: Wanted,
  listed: readonly Sighting[],
  url: string,
): { readonly sightings: readonly Sighting[]; readonly rejected: readonly Rejected[] } {
  const told = toldRules(listed);
  const byKey = new Map<string, Sighting>();
  const rejected: Rejected[] = [];
  const isWanted = (state: State | 'firing' | null): state is State =>
    state === 'pending' ? wanted.hasPending : state !== null && state !== 'firing' && wanted.hasUnknown;
  for (const rule of rules) {
    const isTold = told.has(rule.uid) || told.has(rule.name);
    const found = recordsIn(rule.raw.alerts).flatMap((instance) => {
      const state = stateOf(instance);
      return isWanted(state) && !(isTold && state !== 'pending') ? [{ state, instance }] : [];
    });
    const quiet = wanted.hasUnknown && !isTold && found.every(({ state }) => state === 'pending') ? quietTrouble(rule) : null;
    for (const { state, instance } of quiet ? [...found, quiet] : found) {
      const read = sightingOf(rule, state, instance, url);
      if (typeof read !== 'string') {
        if (wanted.isOurs(read.labels)) byKey.set(read.key, read);
      } else if (rejected.length < MAX_TOLD) rejected.push({ where: `rule ${rule.name}`, why: read });
    }
  }
  return { sightings: [...byKey.values()], rejected };
}
