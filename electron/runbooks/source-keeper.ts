// Keeps one source of runbooks in the library: reads it again when it may have changed, and says how it is.
import { setImmediate } from 'node:timers/promises';
import type { RunbookSourceHealth } from '../../shared/contract/runbooks';
import type { RunbookSource } from '../../shared/settings/runbooks';
import { msg } from '../../shared/words/words';
import type { RunbookNotes } from '../log/runbook-notes';
import type { RunbookTexts } from '../log/runbook-texts';
import { scanFolder } from './folder-scan';
import { watchFolder } from './folder-watch';
import { readGit } from './git-read';
import { type Reading, runbookId, type SourceFailure } from './source';

export interface KeeperDeps {
  readonly texts: RunbookTexts;
  readonly notes: RunbookNotes;
  readonly now: () => number;
  /** Where a clone may lie for the moment of reading it. */
  readonly workDir: string;
  /** Texts or health are different now. */
  readonly changed: (areTexts: boolean) => void;
  readonly journal: (line: string) => void;
}

/** What is remembered of a source between runs. */
interface Known {
  readonly where: string;
  readonly commit: string;
  readonly readAt: number;
}

type Outcome =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'read'; readonly reading: Reading; readonly commit: string }
  | { readonly kind: 'failed'; readonly failure: SourceFailure };

const BATCH = 100;
const FOLDER_AGAIN_MS = 300_000;
const RETRY_MS = 300_000;
const LEFT_OUT_SHOWN = 50;

export function whereOf(source: RunbookSource): string {
  if (source.kind === 'folder') return source.path;
  return [source.url, source.branch && `branch ${source.branch}`, source.folder && `folder ${source.folder}`].filter(Boolean).join(', ');
}

export class SourceKeeper {
  readonly source: RunbookSource;
  private readonly deps: KeeperDeps;
  private readonly ending = new AbortController();
  private state: RunbookSourceHealth['state'] = 'reading';
  private failure: SourceFailure = { what: '', remedy: '' };
  private leftOut: Reading['leftOut'] = [];
  private known: Known;
  private count: number;
  private timer: NodeJS.Timeout | undefined;
  private unwatch: () => void = () => undefined;
  private running: Promise<void> | null = null;
  private isAskedAgain = false;

  constructor(source: RunbookSource, deps: KeeperDeps) {
    this.source = source;
    this.deps = deps;
    this.known = this.remembered();
    this.count = deps.texts.stampsOf(source.id).size;
  }

  get health(): RunbookSourceHealth {
    const { source, failure } = this;
    return {
      ...{ id: source.id, kind: source.kind, where: whereOf(source), state: this.state, what: failure.what, remedy: failure.remedy },
      ...{ count: this.count, readAt: this.known.readAt || null, canWrite: source.kind === 'folder' },
      ...{ leftOut: this.leftOut.slice(0, LEFT_OUT_SHOWN), leftOutCount: this.leftOut.length },
    };
  }

  start(): void {
    if (this.source.kind === 'folder') this.unwatch = watchFolder(this.source.path, () => void this.read());
    void this.read();
  }

  /** Reads now; while it reads already, once more afterwards. Resolves when nothing is left to read. */
  read(): Promise<void> {
    if (this.running) {
      this.isAskedAgain = true;
      return this.running;
    }
    clearTimeout(this.timer);
    this.running = this.readUntilDone().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  /** Resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.ending.abort();
    clearTimeout(this.timer);
    this.unwatch();
    await this.running;
  }

  private async readUntilDone(): Promise<void> {
    do {
      this.isAskedAgain = false;
      try {
        await this.readOnce();
      } catch (error) {
        this.failed({
          what: msg`The source can’t be kept: ${error instanceof Error ? error.message : error}`,
          remedy: msg`It is tried again by itself.`,
        });
      }
    } while (this.isAskedAgain && !this.ending.signal.aborted);
    if (!this.ending.signal.aborted) this.timer = setTimeout(() => void this.read(), this.pauseMs());
  }

  private async readOnce(): Promise<void> {
    const before = this.deps.texts.stampsOf(this.source.id);
    const outcome = await this.ask(before);
    if (this.ending.signal.aborted) return;
    if (outcome.kind === 'failed') return this.failed(outcome.failure);
    const hasChanged = outcome.kind === 'read' && (await this.store(outcome.reading, before));
    if (this.ending.signal.aborted) return;
    const commit = outcome.kind === 'read' ? outcome.commit : this.known.commit;
    this.known = { where: whereOf(this.source), commit, readAt: this.deps.now() };
    this.deps.notes.know(this.source.id, JSON.stringify(this.known));
    if (outcome.kind === 'read') this.leftOut = outcome.reading.leftOut;
    this.state = 'ok';
    this.failure = { what: '', remedy: '' };
    this.deps.changed(hasChanged);
  }

  private async ask(known: ReadonlyMap<string, string>): Promise<Outcome> {
    const { source, deps } = this;
    if (source.kind === 'folder') {
      const read = await scanFolder(source.path, known);
      return read.ok ? { kind: 'read', reading: read.reading, commit: '' } : { kind: 'failed', failure: read.failure };
    }
    const { url, branch, folder } = source;
    const workDir = `${deps.workDir}/${source.id}`;
    return readGit({ url, branch, folder, workDir, knownCommit: this.known.commit, known, signal: this.ending.signal });
  }

  /** In small transactions, so that pages and answers never wait for a large library. */
  private async store(reading: Reading, before: ReadonlyMap<string, string>): Promise<boolean> {
    const { source, deps } = this;
    const gone = [...before.keys()].filter((path) => !reading.paths.has(path));
    this.count = reading.paths.size;
    const fetchedAt = source.kind === 'git' ? deps.now() : null;
    for (let i = 0; i < gone.length; i += BATCH)
      deps.texts.change(
        [],
        gone.slice(i, i + BATCH).map((path) => runbookId({ kind: source.kind, source: source.id, path })),
      );
    if (reading.changed.length === 0) return gone.length > 0;
    const { toStored } = await import('./stored');
    for (let i = 0; i < reading.changed.length; i += BATCH) {
      await setImmediate();
      if (this.ending.signal.aborted) return true;
      const batch = reading.changed.slice(i, i + BATCH);
      deps.texts.change(
        batch.map((text) => toStored({ kind: source.kind, source: source.id, path: text.path, fetchedAt }, text)),
        [],
      );
    }
    return true;
  }

  private failed(failure: SourceFailure): void {
    this.failure = failure;
    this.state = this.count > 0 ? 'stale' : 'failed';
    this.deps.journal(`runbooks of ${this.source.id}: ${failure.what}`);
    this.deps.changed(false);
  }

  private pauseMs(): number {
    const wanted = this.source.kind === 'folder' ? FOLDER_AGAIN_MS : this.source.everyMinutes * 60_000;
    return this.state === 'ok' ? wanted : Math.min(wanted, RETRY_MS);
  }

  /** Of another place under the same id nothing is kept. */
  private remembered(): Known {
    const { texts, notes } = this.deps;
    const text = notes.known(this.source.id);
    const known = text === undefined ? null : (JSON.parse(text) as Known);
    if (known?.where === whereOf(this.source)) return known;
    const old = [...texts.stampsOf(this.source.id).keys()];
    const { kind, id: source } = this.source;
    texts.change(
      [],
      old.map((path) => runbookId({ kind, source, path })),
    );
    return { where: whereOf(this.source), commit: '', readAt: 0 };
  }
}
