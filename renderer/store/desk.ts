// The desk as the engine tells it: a snapshot, then events folded with the same `foldRow` that the engine uses.
import { create } from 'zustand';
import type { DeskStatus, EnginePush, FeedHealth, Snapshot } from '../../shared/contract';
import type { Recovery } from '../../shared/contract/backups';
import type { IncidentRow } from '../../shared/domain/incident';
import type { LogEvent } from '../../shared/log/event';
import { foldRow } from '../../shared/log/views/queue';
import type { Settings } from '../../shared/settings';
import { type Connection, callEngine } from '../bridge';
import { announcePages, notePage } from './announcements';
import { createFrameFolder, scheduleFrame } from './frame-folder';
import { takeInsightPush } from './insight-news';
import { takeLibraryChange } from './library';
import { takePastNews } from './past-news';
import { takePostmortemPush, takePresencePush } from './postmortem-news';
import { takeReplayPush } from './replay-news';
import { takeRunPush } from './runs';

export interface DeskState {
  readonly connection: 'connecting' | 'live' | 'engine-down';
  /** Why the engine is down, in words; '' while it is up. What was last known stays on screen. */
  readonly engineWhy: string;
  /** What can be done about an engine that can't start; null while it runs or comes back by itself. */
  readonly recovery: Recovery | null;
  /** seq of the last event that `rows` hold. */
  readonly seq: number;
  /** Every incident that is neither closed nor merged, by id; before the first snapshot what the log knows of them. */
  readonly rows: ReadonlyMap<string, IncidentRow>;
  readonly feeds: readonly FeedHealth[];
  /** Null until the first snapshot. */
  readonly status: DeskStatus | null;
  readonly settings: Settings | null;
}

export const useDesk = create<DeskState>()(() => ({
  connection: 'connecting',
  engineWhy: '',
  recovery: null,
  seq: 0,
  rows: new Map(),
  feeds: [],
  status: null,
  settings: null,
}));

/** Rows by id as of the last folded event; copied into the store at each commit. */
let working = new Map<string, IncidentRow>();
let workingSeq = 0;

type News = { readonly event: LogEvent; readonly isUnfolded: boolean } | { readonly row: IncidentRow };

function fold(news: News): void {
  if ('row' in news) place(news.row);
  else foldEvent(news.event, news.isUnfolded);
}

function foldEvent(event: LogEvent, isUnfolded: boolean): void {
  workingSeq = event.seq;
  notePage(event);
  if (event.incident === null || isUnfolded) return;
  const before = working.get(event.incident);
  if (!before && event.kind === 'incident.reopened') return void bringBack(event.incident);
  if (!before && event.kind === 'incident.judged') takePastNews();
  // A row that was fetched may be ahead of the pushes.
  if (before && event.seq <= before.seq) return;
  const row = foldRow(before, event);
  if (row === before) return;
  if (row) place(row);
  else working.delete(event.incident);
}

function place(row: IncidentRow): void {
  if (row.status !== 'closed' && row.status !== 'merged') working.set(row.id, row);
  else working.delete(row.id);
}

function newsOf({ events, unfolded, rows = [] }: Extract<EnginePush, { push: 'events' }>): News[] {
  const whole = new Set(unfolded);
  return [...events.map((event) => ({ event, isUnfolded: whole.has(event.seq) })), ...rows.map((row) => ({ row }))];
}

/** A closed incident left memory; when it opens again its row comes from the engine. */
async function bringBack(id: string): Promise<void> {
  const reply = await callEngine('get-incident', { id });
  if (!reply.ok || working.has(id) || reply.value.row.status === 'closed' || reply.value.row.status === 'merged') return;
  working.set(id, reply.value.row);
  publish();
}

function publish(): void {
  useDesk.setState({ rows: new Map(working), seq: workingSeq });
  announcePages();
}

const folder = createFrameFolder<News>({
  fold,
  commit: publish,
  schedule: scheduleFrame,
  now: () => performance.now(),
});

/** Rows of the log, from an engine that is not ready yet: drawn as they are while the line still counts as `connecting`. */
function takeFirstRows({ rows, feeds, settings }: Extract<EnginePush, { push: 'first-rows' }>): void {
  if (useDesk.getState().status !== null) return;
  useDesk.setState({ rows: new Map(rows.map((row) => [row.id, row])), feeds, settings });
}

function takeSnapshot(snapshot: Snapshot): void {
  folder.clear();
  working = new Map(snapshot.rows.filter((row) => row.status !== 'closed' && row.status !== 'merged').map((row) => [row.id, row]));
  workingSeq = snapshot.seq;
  useDesk.setState({
    connection: 'live',
    engineWhy: '',
    recovery: null,
    seq: snapshot.seq,
    rows: new Map(working),
    feeds: snapshot.feeds,
    status: snapshot.status,
    settings: snapshot.settings,
  });
}

/** Takes news of the line to the engine; see `connect` of the bridge. */
export function takeConnection(connection: Connection): void {
  if (connection.state === 'live') takeSnapshot(connection.snapshot);
  else if (connection.state === 'connecting') useDesk.setState({ connection: 'connecting', engineWhy: '', recovery: null });
  else useDesk.setState({ connection: 'engine-down', engineWhy: connection.why, recovery: connection.recovery ?? null });
}

/** Takes a push of the engine; events become visible with the next animation frame. */
export function takePush(push: EnginePush): void {
  if (push.push === 'first-rows') takeFirstRows(push);
  else if (push.push === 'events') folder.push(newsOf(push));
  else if (push.push === 'feeds') useDesk.setState({ feeds: push.feeds });
  else if (push.push === 'status') useDesk.setState({ status: push.status });
  else if (push.push === 'settings') useDesk.setState({ settings: push.settings });
  else if (push.push === 'runbooks') takeLibraryChange();
  else if (push.push === 'replay' || push.push === 'replay-ended') takeReplayPush(push);
  else if (push.push === 'insights') takeInsightPush(push);
  else if (push.push === 'postmortem-edited' || push.push === 'postmortem-changed') takePostmortemPush(push);
  else if (push.push === 'postmortem-here') takePresencePush(push);
  else takeRunPush(push);
}

/** Number as people say it: INC-42. */
export function incidentName(row: Pick<IncidentRow, 'number'>): string {
  return `INC-${row.number}`;
}
