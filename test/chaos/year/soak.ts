// A soak: weeks of a busy desk as fast as they go, and what the process and its files weigh after each day.
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as Y from 'yjs';
import { ownCollector } from '../../../electron/collector';
import type { Engine } from '../../../electron/engine/engine-seams';
import type { Sighting } from '../../../shared/feed';
import type { LogEvent } from '../../../shared/log/event';
import { type Settings, settingsSchema } from '../../../shared/settings';
import { type LateClock, lateClock, settled } from '../../harness/late-clock';
import { randomFrom } from '../../harness/storm';
import { forgetKind, IN_MEMORY, LOG_FILE, simulatedEngine, stopSimulated, teachKind } from './simulated-engine';

const KIND = 'busy';
const FEEDS = ['metal', 'apps', 'edge'];
const START = Date.UTC(2026, 0, 5);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const BEAT_MS = 12_000;
const RULES = ['DiskFull', 'HostDown', 'Errors', 'Latency', 'QueueLong', 'CertExpires', 'BackupMissed', 'Restarts'];
const WORDS = ['critical', 'error', 'warning', 'warning', 'info'] as const;

export interface SoakDay {
  readonly day: number;
  readonly heapBytes: number;
  readonly rssBytes: number;
  /** The log with its write-ahead file. */
  readonly logBytes: number;
  readonly events: number;
  readonly episodes: number;
  readonly live: number;
}

function busySettings(): Settings {
  const feeds = FEEDS.map((id) => ({ id, kind: KIND, name: id, intervalSeconds: 45, config: { feed: id } }));
  return settingsSchema.parse({ person: { name: 'me', id: 'me' }, feeds, closing: { closeResolvedAfterHours: 2 } });
}

/** Some 2,000 episodes a day of 240 services, each as wordy as a Prometheus alert. */
class Busy {
  episodes = 0;
  private readonly firing = new Map<number, Sighting>();
  private readonly random: () => number;
  private readonly perBeat: number;

  constructor(random: () => number, perDay: number) {
    this.random = random;
    this.perBeat = (perDay * BEAT_MS) / DAY_MS;
  }

  /** Alerts last half an hour on average. */
  move(now: number): void {
    if (this.random() < this.perBeat) this.begin(Math.floor(this.random() * 1_920), now);
    for (const [n] of this.firing) if (this.random() < BEAT_MS / (HOUR_MS / 2)) this.firing.delete(n);
  }

  private begin(n: number, now: number): void {
    if (this.firing.has(n)) return;
    this.episodes += 1;
    const [rule, service] = [RULES[n % RULES.length] as string, `service-${Math.floor(n / RULES.length)}`];
    const severity = WORDS[n % WORDS.length] ?? 'info';
    const where = { cluster: n % 2 ? 'eu-1' : 'us-1', namespace: `team-${n % 12}`, instance: `10.0.${n % 250}.7:9100`, job: 'node' };
    this.firing.set(n, {
      key: `${rule} ${service}`,
      state: 'firing',
      name: rule,
      summary: `${rule} on ${service}: ${this.random().toFixed(3)} is beyond its limit`,
      labels: { alertname: rule, service, severity, ...where, prometheus: 'monitoring/k8s' },
      annotations: {
        description: `${rule} on ${service} has been beyond its limit for five minutes. Look at the dashboard of the team first.`,
        runbook_url: `https://runbooks.example.org/${rule.toLowerCase()}`,
      },
      severity,
      startsAt: now,
      suppression: null,
      link: `https://prometheus.example.org/graph?g0.expr=${rule}`,
    });
  }

  list(feed: string): Sighting[] {
    return [...this.firing].filter(([n]) => FEEDS[n % FEEDS.length] === feed).map(([, s]) => s);
  }

  get kind() {
    return {
      manifest: { kind: KIND, name: 'Busy', docsUrl: 'https://example.org', fields: [], capabilities: [], slowMs: 600_000 },
      parseConfig: (raw: unknown) => ({ ok: true, config: raw }),
      poll: async (_: unknown, { feed }: { feed: string }, before: string | null) => {
        const sightings = this.list(feed);
        const cursor = sightings.map((s) => `${s.key}${s.startsAt}`).join();
        if (cursor === before) return { kind: 'unchanged', cursor, peers: [] };
        return { kind: 'snapshot', cursor, sightings, rejected: [], absence: { isTrusted: true }, peers: [] };
      },
      map: () => ({ sightings: [], rejected: [] }),
      actions: {},
    };
  }
}

/** What a team does beside: an acknowledgement each quarter of an hour, a note and some writing each few hours. */
class Team {
  private readonly open: string[] = [];
  private readonly engine: Engine;
  private doc: { readonly incident: string; readonly text: Y.Doc } | null = null;

  constructor(engine: Engine) {
    this.engine = engine;
  }

  hear(events: readonly LogEvent[]): void {
    for (const e of events) if (e.kind === 'incident.opened' && e.incident) this.open.push(e.incident);
    if (this.open.length > 50) this.open.splice(0, this.open.length - 50);
  }

  async work(beat: number): Promise<void> {
    const incident = this.open[this.open.length - 1 - (beat % 7)];
    if (!incident) return;
    if (beat % 100 === 0) await this.engine.call('acknowledge-incident', { incidents: [incident], via: 'window' });
    if (beat % 1_200 === 0) await this.engine.call('add-note', { id: incident, text: 'Looked at the dashboard; it is the nightly job.' });
    if (beat % 2_400 === 0) await this.begin(incident);
    if (beat % 60 === 0) await this.write(beat);
    await settled();
  }

  private async begin(incident: string): Promise<void> {
    await this.engine.call('start-postmortem', { incident });
    const opened = await this.engine.call('open-postmortem', { incident });
    if (!opened.ok) throw new Error(opened.error.what);
    const text = new Y.Doc();
    Y.applyUpdate(text, Buffer.from((opened.value as { update: string }).update, 'base64'));
    this.doc = { incident, text };
  }

  private async write(beat: number): Promise<void> {
    if (!this.doc) return;
    const { incident, text } = this.doc;
    const before = Y.encodeStateVector(text);
    text.getText('text').insert(0, `At beat ${beat} the graph still rose. `);
    const update = Buffer.from(Y.encodeStateAsUpdate(text, before)).toString('base64');
    const reply = await this.engine.call('edit-postmortem', { incident, update });
    if (!reply.ok) throw new Error(reply.error.what);
  }
}

interface SoakPlan {
  readonly days: number;
  readonly alertsPerDay: number;
  readonly seed: number;
  /** Left out: 24. */
  readonly hoursPerDay?: number;
  readonly say: (line: string) => void;
}

/** Lives so many days and weighs after each. */
export async function soak({ days, alertsPerDay, seed, hoursPerDay = 24, say }: SoakPlan): Promise<readonly SoakDay[]> {
  const folder = mkdtempSync(join(IN_MEMORY, 'dogwatch-soak-'));
  const [clock, random, collect] = [lateClock(START), randomFrom(seed), ownCollector()];
  const busy = new Busy(random, alertsPerDay);
  teachKind(KIND, busy.kind);
  const weighed: SoakDay[] = [];
  let team: Team | null = null;
  let engine: Engine | null = null;
  try {
    engine = simulatedEngine(folder, busySettings(), clock, {
      present: ({ page, incidents }) =>
        setImmediate(() => engine?.onOutcome(page, incidents, { kind: 'shown', route: 'test', receiptMs: 1 })),
      onEvents: (events) => team?.hear(events),
      journal: () => undefined,
    });
    team = new Team(engine);
    await engine.opened;
    for (let day = 1; day <= days; day++) {
      await liveUntil(START + day * hoursPerDay * HOUR_MS, clock, busy, team);
      for (let n = 0; n < 3; n++) {
        collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
        await settled();
      }
      const { heapUsed, external, rss } = process.memoryUsage();
      const rows = await engine.call('subscribe', {});
      const live = rows.ok ? (rows.value as { rows: readonly unknown[] }).rows.length : 0;
      const weights = { heapBytes: heapUsed + external, rssBytes: rss, logBytes: bytesOf(folder) };
      weighed.push({ day, ...weights, events: engine.seq(), episodes: busy.episodes, live });
      say(`day ${day}: ${JSON.stringify(weighed.at(-1))}`);
    }
  } finally {
    if (engine) await stopSimulated(engine);
    clock.restore();
    forgetKind(KIND);
    rmSync(folder, { recursive: true, force: true });
  }
  return weighed;
}

async function liveUntil(end: number, clock: LateClock, busy: Busy, team: Team): Promise<void> {
  for (let beat = Math.round((clock.now() - START) / BEAT_MS) + 1; clock.now() < end; beat++) {
    clock.jump(Math.min(end, clock.now() + BEAT_MS));
    busy.move(clock.now());
    await clock.runDue();
    await team.work(beat);
  }
}

function bytesOf(folder: string): number {
  const files = readdirSync(folder).filter((name) => name.startsWith(LOG_FILE));
  return files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

/** How far the heap strays from what it was once settled, as a share of it. */
export function driftOf(days: readonly SoakDay[], settledAfter = 3): number {
  const settledDays = days.filter(({ day }) => day >= settledAfter).map(({ heapBytes }) => heapBytes);
  const [first = 1] = settledDays;
  return Math.max(...settledDays.map((bytes) => Math.abs(bytes - first) / first));
}

export function soakTable(days: readonly SoakDay[]): string {
  const [mb, whole] = [(bytes: number) => (bytes / 1e6).toFixed(1), (n: number) => n.toLocaleString('en')];
  const lines = days.map((d, i) => {
    const before = days[i - 1];
    const perEvent = before ? Math.round((d.logBytes - before.logBytes) / Math.max(1, d.events - before.events)) : '';
    return `| ${[d.day, mb(d.heapBytes), mb(d.rssBytes), d.live, whole(d.episodes), whole(d.events), mb(d.logBytes), perEvent].join(' | ')} |`;
  });
  const head = [
    '| day | heap, MB | RSS, MB | live incidents | episodes | events | log, MB | bytes an event |',
    '|---|---|---|---|---|---|---|---|',
  ];
  return [...head, ...lines].join('\n');
}
