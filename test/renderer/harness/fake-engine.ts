// An engine that lives in the page: it keeps rows by the shared fold, answers the contract's calls and pushes events.

import { isProblem } from '../../../renderer/views/queue/row-facts';
import {
  type DeskStatus,
  type EngineCall,
  type EnginePush,
  engineCalls,
  type IncidentDetail,
  type WindowToEngine,
} from '../../../shared/contract';
import type { ActView } from '../../../shared/contract/telling';
import type { Impact } from '../../../shared/domain/impact';
import type { IncidentRow } from '../../../shared/domain/incident';
import type { Draft, LogEvent } from '../../../shared/log/event';
import { foldRow } from '../../../shared/log/views/queue';
import { boardOf } from './board';
import { answersOfInsights } from './past-months';
import { inLog, type Scenario, type ScenarioName } from './scenario';

type Answers = { [C in EngineCall]?: (args: never) => unknown };
type Ids = { incidents: readonly string[] };

const CHUNK = 2_000;

export class FakeEngine {
  isDown: boolean;
  /** How many acts each call judged. */
  readonly settled: number[] = [];
  private acts: readonly ActView[];
  private actsVersion = 1;
  private seq = 0;
  private port: MessagePort | null = null;
  private readonly rows = new Map<string, IncidentRow>();
  private readonly scenario: Scenario;
  private readonly name: ScenarioName;

  constructor(scenario: Scenario, name: ScenarioName = 'desk') {
    this.scenario = scenario;
    this.name = name;
    this.isDown = scenario.isDown;
    this.acts = scenario.acts;
    this.fold(scenario.drafts);
  }

  /** Answers calls of this port until the next one comes. */
  serve(port: MessagePort): void {
    this.port?.close();
    this.port = port;
    port.onmessage = ({ data }: MessageEvent<WindowToEngine>) => {
      port.postMessage({ id: data.id, reply: this.answer(data) });
    };
  }

  /** Commits drafts and tells the window, in pushes of at most 2,000 events. */
  happen(drafts: readonly Draft[]): void {
    const fromSeq = this.seq;
    const events = this.fold(drafts);
    for (let i = 0; i < events.length; i += CHUNK) {
      const chunk = events.slice(i, i + CHUNK);
      this.push({ push: 'events', fromSeq: fromSeq + i, seq: fromSeq + i + chunk.length, events: chunk });
    }
    this.push({ push: 'status', status: this.status() });
  }

  /** A storm of that many new incidents, two events each. */
  storm(incidents: number): void {
    this.happen(this.scenario.storm(incidents, this.rows.size));
  }

  private push(push: EnginePush): void {
    this.port?.postMessage(push);
  }

  private fold(drafts: readonly Draft[]): LogEvent[] {
    return drafts.map((draft) => {
      const event = inLog(draft, ++this.seq, this.scenario.now);
      const row = event.incident === null ? undefined : foldRow(this.rows.get(event.incident), event);
      if (row) this.rows.set(row.id, row);
      return event;
    });
  }

  private status(): DeskStatus {
    const open = [...this.rows.values()].filter(isProblem);
    const unacknowledgedCount = open.filter((row) => row.status === 'open' && row.snoozedUntil === null).length;
    const count = (...states: string[]): number => this.acts.filter((a) => states.includes(a.state)).length;
    const outbox = {
      ...{ awaiting: count('awaiting'), queued: count('queued'), stuck: count('failed', 'conflict') },
      ...{ waits: [], version: this.actsVersion },
    };
    return { ...this.scenario.status, openCount: open.length, unacknowledgedCount, outbox };
  }

  private answer({ call, args }: WindowToEngine): unknown {
    const schema = engineCalls[call as EngineCall];
    const checked = schema?.safeParse(args);
    if (!checked?.success) return { ok: false, error: { kind: 'malformed', what: `malformed ${call}`, remedy: '' } };
    const answer = this.answers[call as EngineCall];
    if (!answer)
      return { ok: false, error: { kind: 'unknown-call', what: `The fake engine has no “${call}”.`, remedy: 'Try the real one.' } };
    return { ok: true, value: answer(checked.data as never) };
  }

  private each({ incidents }: Ids, draft: (id: string) => Draft): { done: number; refused: string[] } {
    // Told after the reply, as the real engine does when it has committed.
    queueMicrotask(() => this.happen(incidents.map(draft)));
    return { done: incidents.length, refused: [] };
  }

  private readonly answers: Answers = {
    subscribe: () => ({
      seq: this.seq,
      rows: [...this.rows.values()],
      feeds: this.scenario.feeds,
      status: this.status(),
      settings: this.scenario.settings,
    }),
    ...answersOfInsights(
      () => this.name,
      () => this.rows.values().next().value,
    ),
    'match-alerts': ({ text }: { text: string }) => ({
      incidents: [...this.rows.values()].filter((row) => JSON.stringify(row.labels).includes(text)).map((row) => row.id),
    }),
    'list-idle': () => ({ incidents: [] }),
    'list-past': () => {
      const rows = [...this.rows.values()].filter((row) => row.status === 'closed' || row.status === 'merged');
      return { rows, total: rows.length };
    },
    'list-acts': () => ({ open: this.acts, past: [], acks: [], waits: [] }),
    'confirm-acts': ({ acts }: { acts: readonly string[] }) => this.settle(acts),
    'drop-acts': ({ acts }: { acts: readonly string[] }) => this.settle(acts),
    'get-incident': ({ id }: { id: string }) => this.detail(id),
    'list-kinds': () => ({ kinds: [], faults: [] }),
    'similar-incidents': () => ({ similar: [], took: 1 }),
    'set-impact': ({ id, impact }: { id: string; impact: Impact }) =>
      this.each({ incidents: [id] }, (incident) => ({ kind: 'incident.impact-set', incident, actor: 'me', data: { ...impact, by: 'me' } })),
    'list-actions': () => boardOf(this.name),
    'set-action-state': () => ({ done: 1, refused: [] }),
    'acknowledge-incident': (args: Ids) =>
      this.each(args, (incident) => ({ kind: 'incident.acknowledged', incident, actor: 'me', data: { by: 'me', via: 'window' } })),
    'unacknowledge-incident': (args: Ids) =>
      this.each(args, (incident) => ({ kind: 'incident.unacknowledged', incident, actor: 'me', data: { by: 'me' } })),
    'resolve-incident': (args: Ids) =>
      this.each(args, (incident) => ({ kind: 'incident.resolved', incident, actor: 'me', data: { why: '', isAutomatic: false } })),
    'reopen-incident': (args: Ids) =>
      this.each(args, (incident) => ({
        kind: 'incident.reopened',
        incident,
        actor: 'me',
        data: { why: '', isAutomatic: false, isFlapping: false },
      })),
    'close-incident': (args: Ids) =>
      this.each(args, (incident) => ({ kind: 'incident.closed', incident, actor: 'me', data: { why: '', isAutomatic: false } })),
    'snooze-incident': (args: Ids & { minutes: number }) =>
      this.each(args, (incident) => ({
        kind: 'incident.snoozed',
        incident,
        actor: 'me',
        data: { until: Date.now() + args.minutes * 60_000, by: 'me', via: 'window' },
      })),
  };

  /** Acts that a person judged are over; the calls that did it are kept for the test. */
  private settle(ids: readonly string[]): { done: number; refused: string[] } {
    this.settled.push(ids.length);
    const over = new Set(ids);
    this.acts = this.acts.filter((a) => !over.has(a.id));
    this.actsVersion += 1;
    queueMicrotask(() => this.push({ push: 'status', status: this.status() }));
    return { done: ids.length, refused: [] };
  }

  private detail(id: string): IncidentDetail {
    const row = this.rows.get(id) as IncidentRow;
    return {
      row,
      timeline: [],
      timelineTotal: 0,
      alerts: [],
      alertTotal: row.alertCount,
      links: [],
      why: null,
    };
  }
}
