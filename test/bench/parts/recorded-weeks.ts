// Fills a log with weeks of alerts as a desk records them: few rules fire often, most rarely; answers bring some news at a time; people
// acknowledge some. The same numbers make the same weeks.
import type { Log } from '../../../electron/log/store';
import type { IncidentRow } from '../../../shared/domain/incident';
import type { Sighting } from '../../../shared/feed';
import { decideAct } from '../../../shared/log/decide/commands';
import { decidePages } from '../../../shared/log/decide/pages';
import { decideSightings } from '../../../shared/log/decide/sightings';
import type { Draft, LogEvent } from '../../../shared/log/event';
import { EMPTY_STATE } from '../../../shared/log/state';
import { foldRow } from '../../../shared/log/views/queue';
import { World } from '../../../shared/replay/world';
import { type Settings, settingsSchema } from '../../../shared/settings';
import { sighting } from '../../shared/make';

const FEEDS = ['am', 'icinga'];
const SEVERITIES = ['warning', 'warning', 'info', 'critical', 'error'];
/** News in one answer. */
const NEWS = 6;

function settingsOf(): Settings {
  return settingsSchema.parse({ feeds: FEEDS.map((id) => ({ id, kind: 'alertmanager', name: id })) });
}

function random(seed: number): () => number {
  let s = seed;
  return () => {
    s = (Math.imul(s, 1664525) + 1013904223) >>> 0;
    return s / 2 ** 32;
  };
}

function labelsOf(n: number): Record<string, string> {
  return {
    alertname: `Rule${n % 120}`,
    service: `service-${n % 40}`,
    namespace: `ns-${n % 10}`,
    cluster: 'c1',
    instance: `host-${n % 300}.example:9100`,
    pod: `pod-${n}`,
    severity: SEVERITIES[n % 5] ?? 'info',
  };
}

interface Weeks {
  readonly count: number;
  /** Unix ms. */
  readonly from: number;
  readonly to: number;
}

/** Appends until `count` sightings were news; gives back how many there are. */
export function recordWeeks(log: Log, { count, from, to }: Weeks): number {
  const settings = settingsOf();
  const world = new World(EMPTY_STATE, settings, () => undefined);
  const next = random(7);
  const firing = FEEDS.map(() => new Map<number, Sighting>());
  const answers = Math.ceil(count / NEWS);
  const stepMs = (to - from) / answers;
  let told = 0;
  let waiting: LogEvent[] = [];
  const rows = new Map<string, IncidentRow>();
  const put = (drafts: readonly Draft[], now: number): void => {
    const events = log.seal(drafts, now);
    waiting.push(...events);
    for (const e of events) {
      if (e.incident === null) continue;
      const row = foldRow(rows.get(e.incident), e);
      if (row) rows.set(e.incident, row);
    }
  };
  const flush = (): void => {
    log.append(waiting, { rows: [...new Set(waiting.flatMap((e) => e.incident ?? []))].flatMap((id) => rows.get(id) ?? []) });
    waiting = [];
  };
  for (let i = 0; told < count; i++) {
    const now = Math.floor(from + i * stepMs);
    const which = i % FEEDS.length;
    const [feed = '', alerts = new Map<number, Sighting>()] = [FEEDS[which], firing[which]];
    const ctx = { now, settings, timeZone: 'UTC' };
    world.tidy(now);
    const said = turn(alerts, next, now);
    told += said.length;
    const input = { feed, sightings: said, clearedKeys: [], clearedWhy: 'gone', previousAnswerAt: now - 1000 };
    const drafts = decideSightings(world.state, input, ctx, world.knownOf(feed));
    put(drafts, now);
    world.apply(drafts, now);
    const pages = decidePages(world.state, ctx);
    put(pages, now);
    world.apply(pages, now);
    if (i % 9 === 0) {
      const open = [...world.state.incidents.values()].find((x) => x.row.status === 'open');
      const acts = open ? decideAct(world.state, [open.row.id], { act: 'acknowledge', via: 'bench' }, 'me').drafts : [];
      put(acts, now);
      world.apply(acts, now);
    }
    if (waiting.length > 4000) flush();
  }
  flush();
  return told;
}

/** Some alerts begin, those that have fired for some minutes end. */
function turn(alerts: Map<number, Sighting>, next: () => number, now: number): Sighting[] {
  const said: Sighting[] = [];
  for (const [n, s] of alerts) {
    if (said.length >= NEWS / 2 || now - s.startsAt < 240_000) break;
    said.push({ ...s, state: 'resolved' });
    alerts.delete(n);
  }
  while (said.length < NEWS) {
    const n = Math.floor(next() ** 3 * 4000);
    if (alerts.has(n)) continue;
    const begun = sighting(labelsOf(n), {
      startsAt: now - 500,
      summary: `pod-${n} is not as it should be`,
      annotations: { runbook_url: 'https://runbooks.example/x' },
    });
    alerts.set(n, begun);
    said.push(begun);
  }
  return said;
}
