// A drill from its start to its score: the scenario is played behind a temporary feed, through the same connector and rules as everything
// real, while the real feeds go on. A real SEV1 or security incident ends it.
import type { DrillStatus, PastDrill, RunningDrill } from '../../shared/contract/readiness';
import { dropAct } from '../../shared/log/decide/acts';
import type { Draft, LogEvent } from '../../shared/log/event';
import { drillFeedId, isDrill } from '../../shared/readiness/drill';
import { type DrillScore, type DrillTargets, scoreDrill } from '../../shared/readiness/drill-score';
import type { FeedSettings, Settings } from '../../shared/settings';
import { msg } from '../../shared/words/words';
import { type Demo, playScenario } from '../demo/demo';
import type { Scenario } from '../demo/scenario';
import type { Log } from '../log/store';
import type { Desk } from './desk';
import { asDrill, readScenario, type ScenarioPlaces, targetsOf } from './drill-scenarios';
import type { Eyes } from './eyes';

export interface DrillDeps {
  readonly desk: Desk;
  readonly log: Pick<Log, 'incidentEvents' | 'deskEventsSince'>;
  readonly eyes: Pick<Eyes, 'addTemporary' | 'removeTemporary'>;
  readonly settings: () => Settings;
  readonly person: () => string;
  readonly now: () => number;
  readonly newId: () => string;
  readonly demoDir: string | null;
  /** A drill began, ended or got an incident. */
  readonly changed: () => void;
  readonly journal: (line: string) => void;
}

interface Running extends RunningDrill {
  readonly demo: Demo;
  readonly feed: string;
  readonly targets: DrillTargets;
  readonly overdue: NodeJS.Timeout;
}

export type DrillResult<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly what: string; readonly remedy: string };

/** A drill that everybody forgot ends by itself. */
const LONGEST_MS = 2 * 3_600_000;
const HEARTBEAT = 'Watchdog';
/** Drills of this long are looked back at. */
const MEMORY_MS = 400 * 24 * 3_600_000;

export class Drills {
  private readonly deps: DrillDeps;
  private running: Running | null = null;
  private isStarting = false;
  private readonly past: PastDrill[];

  constructor(deps: DrillDeps) {
    this.deps = deps;
    const { past, cutOff } = pastDrills(deps.log.deskEventsSince(deps.now() - MEMORY_MS));
    this.past = past;
    if (cutOff !== null) this.endCutOff(cutOff);
  }

  get current(): RunningDrill | null {
    if (this.running === null) return null;
    const { drill, title, startedAt, by, incidents } = this.running;
    return { drill, title, startedAt, by, incidents };
  }

  /** Newest first. */
  get history(): readonly PastDrill[] {
    return this.past;
  }

  get status(): DrillStatus | undefined {
    if (this.running === null) return undefined;
    const rows = [...this.deps.desk.state.incidents.values()].map((i) => i.row);
    const open = rows.filter((row) => isDrill(row) && (row.status === 'open' || row.status === 'acknowledged'));
    return { title: this.running.title, openCount: open.length };
  }

  get places(): ScenarioPlaces {
    return { demoDir: this.deps.demoDir, folder: this.deps.settings().drills.folder };
  }

  async start(name: string): Promise<DrillResult<{ drill: string }>> {
    const no = (what: string, remedy: string) => ({ ok: false as const, what, remedy });
    if (this.running !== null || this.isStarting) return no('A drill runs already.', 'End it first.');
    const urgent = [...this.deps.desk.state.incidents.values()].find(({ row }) => isUrgent(row) && row.status === 'open');
    if (urgent) return no(`INC-${urgent.row.number} is real and nobody has it.`, 'Take it first; then hold the drill.');
    this.isStarting = true;
    try {
      const found = await readScenario(this.places, name);
      if (!found.ok) return no(found.what, found.remedy);
      const demo = await playScenario(asDrill(found.scenario), this.deps.now);
      try {
        return { ok: true, drill: this.begin(demo, name, found.scenario) };
      } catch (error) {
        await demo.stop();
        throw error;
      }
    } finally {
      this.isStarting = false;
    }
  }

  private begin(demo: Demo, name: string, scenario: Scenario): string {
    const { desk, eyes, person, now, newId } = this.deps;
    const { title } = scenario;
    const targets = targetsOf(scenario, this.deps.settings());
    const drill = newId();
    const by = person();
    const feed = drillFeedId(drill);
    desk.transact(() => [deskDraft(by, 'drill.started', { drill, title, scenario: name, by })]);
    const overdue = setTimeout(() => this.endUnasked('it ran for two hours'), LONGEST_MS);
    overdue.unref();
    this.running = { ...{ drill, title, startedAt: now(), by, incidents: [] }, ...{ demo, feed, targets, overdue } };
    eyes.addTemporary(drillFeed(feed, scenario, demo.url));
    this.deps.changed();
    return drill;
  }

  /** Scored as it stands; then its alerts clear, and what it wanted to tell others is dropped. */
  async end(why: string): Promise<DrillResult<{ drill: string; score: DrillScore }>> {
    const { running } = this;
    if (running === null) return { ok: false, what: msg`No drill runs.`, remedy: '' };
    const { drill, title, startedAt, feed, demo } = running;
    const score = this.record(why, running);
    this.running = null;
    clearTimeout(running.overdue);
    this.past.unshift({ drill, title, startedAt, endedAt: this.deps.now(), by: running.by, why, score });
    this.deps.eyes.removeTemporary(feed);
    this.deps.changed();
    await demo.stop();
    return { ok: true, drill, score };
  }

  private record(why: string, { drill, incidents, targets }: Running): DrillScore {
    const { desk, log, person } = this.deps;
    const score = scoreDrill(
      incidents.map((id) => log.incidentEvents(id)),
      targets,
    );
    const by = person();
    desk.transact((state) => [
      deskDraft(by, 'drill.ended', { drill, why, by }),
      deskDraft(by, 'drill.scored', { drill, score }),
      ...[...state.acts.values()].flatMap((act) => {
        const dropped = act.incident !== null && incidents.includes(act.incident) ? dropAct(act, 'the drill ended', by) : null;
        return dropped && 'draft' in dropped ? [dropped.draft] : [];
      }),
    ]);
    return score;
  }

  onCommit(events: readonly LogEvent[]): void {
    const { running } = this;
    if (running === null) return;
    const mine = events.flatMap((e) => (isOfFeed(e, running.feed) && e.incident !== null ? [e.incident] : []));
    const fresh = [...new Set(mine)].filter((id) => !running.incidents.includes(id));
    if (fresh.length > 0) this.running = { ...running, incidents: [...running.incidents, ...fresh] };
    const opened = events.map((e) => (e.incident === null ? undefined : this.deps.desk.state.incidents.get(e.incident)?.row));
    const urgent = opened.find((row) => row !== undefined && row.status === 'open' && row.openedAt >= running.startedAt && isUrgent(row));
    // After the other listeners heard of it; the desk lets a decision wait as long as it tells.
    if (urgent) setImmediate(() => this.endUnasked(`INC-${urgent.number} is real and comes first`));
  }

  /** A log that can't be written to leaves the drill running; what is urgent at the next commit ends it then. */
  private endUnasked(why: string): void {
    this.end(why).catch((error) => this.deps.journal(`the drill could not be ended: ${error instanceof Error ? error.message : error}`));
  }

  /** Its server never outlives the engine, also when the log can't be written to. */
  async stop(): Promise<void> {
    const { running } = this;
    if (running === null) return;
    this.deps.desk.writes.attempt(() => this.record('the console was closed', running));
    clearTimeout(running.overdue);
    this.running = null;
    await running.demo.stop();
  }

  /** The engine ended in the middle of it: its alerts are gone, and nothing can be measured any more. */
  private endCutOff(cut: Omit<PastDrill, 'endedAt' | 'why' | 'score'>): void {
    const why = 'the console ended meanwhile';
    const by = this.deps.person();
    this.deps.desk.transact(() => [deskDraft(by, 'drill.ended', { drill: cut.drill, why, by })]);
    this.past.unshift({ ...cut, endedAt: this.deps.now(), why, score: null });
  }
}

function isUrgent(row: { readonly severity: number; readonly isSecurity: boolean; readonly isDrill?: boolean }): boolean {
  return !isDrill(row) && (row.severity === 1 || row.isSecurity);
}

function isOfFeed(event: LogEvent, feed: string): boolean {
  if (event.kind === 'alert.fired') return event.data.feed === feed;
  return event.kind === 'incident.absorbed' && event.data.feeds.includes(feed);
}

function deskDraft<K extends 'drill.started' | 'drill.ended' | 'drill.scored'>(
  by: string,
  kind: K,
  data: Extract<Draft, { kind: K }>['data'],
): Draft {
  return { kind, incident: null, actor: `person:${by}`, data } as Draft;
}

/** A scenario without a heartbeat is awaited none. */
function drillFeed(id: string, { title, alerts }: Scenario, url: string): FeedSettings {
  const heartbeat = alerts.some((a) => a.labels.alertname === HEARTBEAT) ? HEARTBEAT : '';
  return {
    ...{ id, kind: 'alertmanager', name: `DRILL: ${title}`.slice(0, 60), isEnabled: true },
    ...{
      intervalSeconds: 1,
      failAfterSeconds: 120,
      clearAfterSeconds: 1,
      canaryMinutes: 0,
      heartbeatMinutes: 0,
      heartbeat,
      config: { urls: [url] },
    },
  };
}

type Cut = Omit<PastDrill, 'endedAt' | 'why' | 'score'>;

/** `cutOff`: the newest drill, if nothing tells of its end. */
function pastDrills(events: readonly LogEvent[]): { past: PastDrill[]; cutOff: Cut | null } {
  const started = new Map<string, Cut>();
  const past = new Map<string, PastDrill>();
  for (const e of events) {
    if (e.kind === 'drill.started') started.set(e.data.drill, { drill: e.data.drill, title: e.data.title, startedAt: e.at, by: e.data.by });
    const known = 'drill' in e.data ? started.get(e.data.drill) : undefined;
    if (e.kind === 'drill.ended' && known) past.set(known.drill, { ...known, endedAt: e.at, why: e.data.why, score: null });
    const ended = 'drill' in e.data ? past.get(e.data.drill) : undefined;
    if (e.kind === 'drill.scored' && ended) past.set(ended.drill, { ...ended, score: e.data.score });
  }
  const cutOff = [...started.values()].findLast((d) => !past.has(d.drill)) ?? null;
  return { past: [...past.values()].reverse(), cutOff };
}
