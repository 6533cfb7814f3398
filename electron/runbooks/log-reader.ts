// Follows the log for what the library wants to know: links that alerts name, and how runbooks are used. It goes on where it stopped.
import type { LogEvent } from '../../shared/log/event';
import { runbookLinks } from '../../shared/rules/match-runbook';
import type { RunbookNotes, RunbookUseEvent, SeenLink } from '../log/runbook-notes';
import { LogWriteFailure, type ReadLog } from '../log/store';

const BATCH = 500;
const FLUSH_MS = 300;
const SAVE_EVERY = 2_000;

export interface LogReaderDeps {
  readonly log: ReadLog;
  readonly notes: RunbookNotes;
  /** New links were seen. */
  readonly seen: () => void;
}

export class LogReader {
  private readonly deps: LogReaderDeps;
  /** Up to here the log was looked at; what was found since `saved` waits to be written. */
  private at: number;
  private saved: number;
  private links = new Map<string, Pick<SeenLink, 'url' | 'alert' | 'seenAt'>>();
  private uses: RunbookUseEvent[] = [];
  private step: NodeJS.Immediate | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(deps: LogReaderDeps) {
    this.deps = deps;
    this.at = Number(deps.notes.known('log') ?? 0);
    this.saved = this.at;
  }

  /** Catches up in small steps, and from then on with each commit. */
  start(): void {
    this.next();
  }

  /** Events were committed. */
  onCommit(events: readonly LogEvent[]): void {
    const [first] = events;
    if (first && first.seq === this.at + 1) this.take(events);
    else this.next();
  }

  /** Writes what was found and not written yet. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.links.size === 0 && this.uses.length === 0 && this.at - this.saved < SAVE_EVERY) return;
    this.deps.notes.take([...this.links.values()], this.uses, String(this.at));
    const hasLinks = this.links.size > 0;
    this.links = new Map();
    this.uses = [];
    this.saved = this.at;
    if (hasLinks) this.deps.seen();
  }

  stop(): void {
    this.isStopped = true;
    clearImmediate(this.step);
    this.flush();
  }

  private next(): void {
    if (this.isStopped || this.step !== undefined) return;
    this.step = setImmediate(() => {
      this.step = undefined;
      if (this.isStopped) return;
      const batch = this.deps.log.events(this.at, BATCH).next().value;
      if (!batch || batch.length === 0) return;
      this.take(batch);
      this.next();
    });
  }

  private take(events: readonly LogEvent[]): void {
    for (const event of events) {
      for (const link of linksOf(event)) this.links.set(link.url, link);
      this.uses.push(...usageOf(event));
    }
    this.at = events.at(-1)?.seq ?? this.at;
    if (!this.isStopped) this.timer ??= setTimeout(() => this.attempt(), FLUSH_MS);
  }

  /** A disk that refuses is told by the desk; what was found waits for the next time. */
  private attempt(): void {
    try {
      this.flush();
    } catch (error) {
      if (!(error instanceof LogWriteFailure)) throw error;
    }
  }
}

function linksOf(e: LogEvent): Pick<SeenLink, 'url' | 'alert' | 'seenAt'>[] {
  if (e.kind !== 'alert.fired') return [];
  const seen = new Map<string, string>();
  for (const a of e.data.alerts) for (const url of runbookLinks(a.annotations)) seen.set(url, a.name);
  return [...seen].map(([url, alert]) => ({ url, alert, seenAt: e.at }));
}

function usageOf(e: LogEvent): RunbookUseEvent[] {
  const base = { seq: e.seq, incident: e.incident, at: e.at, step: null, title: '', state: null, openMs: null, text: null };
  switch (e.kind) {
    case 'runbook.opened':
      return [{ ...base, kind: 'opened', runbook: e.data.runbook, title: e.data.title, person: e.data.by }];
    case 'runbook.left':
      return [{ ...base, kind: 'left', runbook: e.data.runbook, openMs: e.data.openMs, person: e.data.by }];
    case 'runbook.step-marked': {
      const { runbook, step, stepTitle, to, by } = e.data;
      return [{ ...base, kind: 'marked', runbook, step, title: stepTitle, state: to, person: by }];
    }
    case 'runbook.step-noted': {
      const { runbook, step, stepTitle, text, by } = e.data;
      return [{ ...base, kind: 'noted', runbook, step, title: stepTitle, text, person: by }];
    }
    case 'runbook.remarked':
      return [{ ...base, kind: 'remarked', runbook: e.data.runbook, step: e.data.step, text: e.data.text, person: e.data.by }];
    default:
      return [];
  }
}
