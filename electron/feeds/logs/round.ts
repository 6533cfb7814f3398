// One round over all files: finds which go on, which were rotated, emptied or are new, and reads each from where it was left.
import type { FeedContext, Rejected } from '../../../shared/feed';
import type { FileTrouble, FoundFile, Reading } from '../../../shared/feed-files';
import { msg } from '../../../shared/words/words';
import type { LogsConfig } from './config';
import { formatOf } from './formats';
import type { LineClock, LogFormat } from './formats/entry';
import type { FileState, Memory } from './memory';
import { beginSince, formatIn } from './reading/begin';
import { isWide } from './reading/lines';
import { goesOn, markAt, NO_MARK } from './reading/mark';
import { readOn } from './reading/read-on';
import { type Found, Scanner } from './reading/scan';
import { archivesOf } from './reading/series';
import type { Counter } from './tally';

/** Files that stay open between rounds, by their identity on the disk. */
export type Held = Map<string, Reading>;

const BUFFER_BYTES = 1024 * 1024;
const SMALL_BYTES = 128 * 1024;
/** Where every line is looked at, chunks are smaller, so that nobody waits long for a turn. */
const THOROUGH_BYTES = 256 * 1024;
/** A file that was written to within this may be in the middle of an entry; a line without its end is waited for longer. */
const ENTRY_PAUSE_MS = 500;
const LINE_PAUSE_MS = 2000;
/** Programs may write to a rotated file for so long after its last line there. */
const ROTATED_MS = 300_000;
/** A file that nothing has the name of is forgotten after so long. */
const GONE_MS = 3_600_000;
/** What is read within this of the last reading was written in between: then our clock is right, whatever the line says. */
const LIVE_MS = 120_000;
const LATE_MS = 60_000;
/** A file that large was not begun just now. */
const LARGE_BYTES = 16 * 1024 * 1024;
/** An archive is read as far as one gets in this. */
const ARCHIVE_MS = 20_000;

export interface RoundDeps {
  readonly ctx: FeedContext;
  readonly config: LogsConfig;
  readonly memory: Memory;
  readonly counter: Counter;
  readonly held: Held;
  /** Nothing was ever read by this feed. */
  readonly isFirst: boolean;
  /** `performance.now()` after which nothing more is read. */
  readonly until: number;
}

const WIDE = 'it is written in UTF-16, in which no line is found; have it written in UTF-8';

export class Round {
  readonly troubles: FileTrouble[] = [];
  readonly rejected: Rejected[] = [];
  /** There is more to be read than this round had time for. */
  isBehind = false;
  /** Something was left to see whether it grows. */
  isWaiting = false;
  private readonly deps: RoundDeps;
  private readonly now: number;
  private readonly clock: LineClock;
  private buffer: Buffer | null = null;

  constructor(deps: RoundDeps) {
    this.deps = deps;
    this.now = deps.ctx.now();
    this.clock = { now: this.now, isUtc: deps.config.isUtc };
  }

  async run(files: readonly FoundFile[]): Promise<void> {
    const { memory } = this.deps;
    const isThere = new Set(files.map(({ path }) => path));
    for (const state of memory.files.filter(({ rotatedAt }) => rotatedAt !== null)) await this.readRotated(state);
    for (const file of files) await this.follow(file);
    for (const state of memory.files) if (state.rotatedAt === null && !isThere.has(state.path)) await this.miss(state);
    memory.files = memory.files.filter((state) => !this.isDone(state));
    for (const { path, isWide, rotatedAt } of memory.files)
      if (isWide && rotatedAt === null) this.rejected.push({ where: path, why: WIDE });
    const wanted = new Set(memory.files.map(({ file }) => file));
    for (const [file, reading] of this.deps.held) if (!wanted.has(file)) await this.letGo(file, reading);
  }

  private isDone({ rotatedAt, goneAt, changedAt }: FileState): boolean {
    if (rotatedAt !== null) return this.now - Math.max(rotatedAt, Math.min(changedAt, this.now)) > ROTATED_MS;
    return goneAt !== null && this.now - goneAt > GONE_MS;
  }

  private async letGo(file: string, reading: Reading): Promise<void> {
    this.deps.held.delete(file);
    await reading.close();
  }

  private async hold(file: FoundFile): Promise<Reading | null> {
    const { held, ctx } = this.deps;
    const known = held.get(file.file);
    if (known) return known;
    const opened = await ctx.files.open(file.path);
    if (!opened.ok) {
      this.troubles.push(opened.trouble);
      return null;
    }
    const { reading } = opened;
    if ((await reading.stat())?.file !== file.file) {
      // It was replaced this very moment: the next round meets what is there then.
      await reading.close();
      return null;
    }
    held.set(file.file, reading);
    return reading;
  }

  private async follow(file: FoundFile): Promise<void> {
    const { memory, ctx } = this.deps;
    const known = memory.files.find((state) => state.path === file.path && state.rotatedAt === null);
    const renamed = memory.files.find((state) => state.file === file.file && state !== known);
    if (!known && renamed) {
      // Another of the names that are followed, or an archive of one: what it has was read, or is being read.
      if (renamed.rotatedAt === null && renamed.goneAt !== null) Object.assign(renamed, { path: file.path, goneAt: null });
      return;
    }
    const reading = await this.hold(file);
    if (!reading) return;
    if (!known) return this.begin(file, reading);
    known.goneAt = null;
    if (known.file !== file.file) return this.rotated(known, file, reading);
    const isUntouched = known.size === file.size && known.changedAt === file.changedAt;
    const isSame = isUntouched || (file.size >= known.offset && (await goesOn(ctx, reading, known.offset, known.mark)));
    if (!isSame) return this.emptied(known, file, reading);
    await this.read(known, file, reading);
  }

  /** A file that was not there before. */
  private async begin(file: FoundFile, reading: Reading): Promise<void> {
    const { isFirst, config, memory, ctx } = this.deps;
    const format = config.format === null ? await formatIn(reading, this.clock) : formatOf(config.format);
    const state = this.freshState(file, format);
    if (isFirst) {
      const since = this.now - (config.backMs ?? this.lookBackMs);
      for (const archive of await archivesOf(ctx, file.path))
        if (archive.changedAt >= since && archive.file !== file.file) await this.readArchive(archive, format, since);
      if (format !== null) state.offset = await beginSince(ctx, reading, file.size, format, this.clock, since);
    } else if (format !== null && file.size > LARGE_BYTES) {
      const place = await beginSince(ctx, reading, file.size, format, this.clock, this.now - this.lookBackMs - LATE_MS);
      state.offset = place < file.size ? place : 0;
    }
    memory.files.push(state);
    await this.read(state, file, reading);
  }

  private get lookBackMs(): number {
    return Math.max(...this.deps.config.rules.map(({ withinMs }) => withinMs));
  }

  private freshState({ path, file }: FoundFile, format: LogFormat | null, readAt: number | null = null): FileState {
    const none = { lastAt: null, rotatedAt: null, goneAt: null, size: 0, changedAt: 0 };
    return { path, file, offset: 0, mark: NO_MARK, format: format?.id ?? null, isInLine: false, isWide: false, readAt, ...none };
  }

  /** Another file has the name: what was left of the old one is read first, wherever it lies now. */
  private async rotated(state: FileState, file: FoundFile, reading: Reading): Promise<void> {
    const { held, memory } = this.deps;
    const old = held.get(state.file);
    const oldFile = await old?.stat();
    state.rotatedAt = this.now;
    if (old && oldFile) await this.read(state, oldFile, old);
    else await this.readMoved(state);
    // What has another identity now was read to its end; nobody writes to it any more.
    if (!held.has(state.file)) Object.assign(state, { rotatedAt: 0, changedAt: 0 });
    const next = this.freshState(file, state.format === null ? null : formatOf(state.format), state.readAt);
    memory.files.push(next);
    await this.read(next, file, reading);
  }

  /** The same file begins anew; a copy of what it was may lie beside it. */
  private async emptied(state: FileState, file: FoundFile, reading: Reading): Promise<void> {
    await this.readMoved({ ...state });
    Object.assign(state, { offset: 0, mark: NO_MARK, isInLine: false });
    await this.read(state, file, reading);
  }

  /** Looks for the rest of a file among its archives, and reads it and what came after it. */
  private async readMoved(state: FileState): Promise<void> {
    const { ctx } = this.deps;
    const format = state.format === null ? null : formatOf(state.format);
    let isFound = false;
    for (const archive of await archivesOf(ctx, state.path)) {
      if (isFound) {
        await this.readArchive(archive, format, 0);
        continue;
      }
      if (archive.changedAt < state.changedAt - LIVE_MS && archive.file !== state.file) continue;
      isFound = await this.readRest(state, archive);
    }
    if (!isFound && state.size > state.offset)
      this.rejected.push({ where: state.path, why: msg`what was written to it last before it was rotated can not be found` });
  }

  /** True: the archive goes on where the file was left, and was read to its end. */
  private async readRest(state: FileState, archive: FoundFile): Promise<boolean> {
    const { ctx } = this.deps;
    const opened = await ctx.files.open(archive.path);
    if (!opened.ok) return false;
    const isOurs = state.offset > 0 ? await goesOn(ctx, opened.reading, state.offset, state.mark) : archive.file === state.file;
    if (isOurs) await this.readAll(state, opened.reading);
    if (isOurs && archive.file === state.file && state.rotatedAt !== null) this.deps.held.set(state.file, opened.reading);
    else await opened.reading.close();
    return isOurs;
  }

  private async readArchive(archive: FoundFile, format: LogFormat | null, since: number): Promise<void> {
    const { ctx } = this.deps;
    const opened = await ctx.files.open(archive.path);
    if (!opened.ok) {
      this.rejected.push({ where: archive.path, why: `${opened.trouble.why}. ${opened.trouble.remedy}` });
      return;
    }
    const state = this.freshState(archive, format);
    const isPlain = !archive.path.endsWith('.gz');
    if (format && isPlain) state.offset = await beginSince(ctx, opened.reading, archive.size, format, this.clock, since);
    await this.readAll(state, opened.reading);
    await opened.reading.close();
  }

  /** Whoever reads an archive reads all of it: nobody would come back for the rest. */
  private async readAll(state: FileState, reading: Reading): Promise<void> {
    const { ctx } = this.deps;
    const format = formatOf(state.format ?? 'plain');
    const { onEntries, buffer } = this.scanning(state, format, BUFFER_BYTES);
    const options = { ctx, reading, format, buffer, isOver: true, isCut: true, until: performance.now() + ARCHIVE_MS, onEntries };
    const { end, offset, isInLine } = await readOn(options, state);
    Object.assign(state, { offset, isInLine, mark: (await this.markIn(state, offset, reading)) ?? state.mark });
    if (end === 'later')
      this.rejected.push({ where: state.path, why: msg`only what could be read of it in ${ARCHIVE_MS / 1000} s counts` });
    if (end === 'failed') this.rejected.push({ where: state.path, why: msg`it could not be read to its end: is it cut off or damaged?` });
  }

  /** Of a packed file nothing before can be looked at again, and need not be. */
  private async markIn({ path }: FileState, offset: number, reading: Reading) {
    return path.endsWith('.gz') ? null : markAt(this.deps.ctx, reading, offset);
  }

  /** After a restart it is no longer open, and lies under another name. */
  private async readRotated(state: FileState): Promise<void> {
    const known = this.deps.held.get(state.file);
    const moved = known ? null : (await archivesOf(this.deps.ctx, state.path)).find(({ file }) => file === state.file);
    const reading = known ?? (moved ? await this.hold(moved) : null);
    const file = await reading?.stat();
    if (reading && file) await this.read(state, file, reading);
  }

  /** Nothing has the name now: a file that is still open is read on, for it may only have been renamed. */
  private async miss(state: FileState): Promise<void> {
    state.goneAt ??= this.now;
    await this.readRotated(state);
  }

  private async read(state: FileState, file: FoundFile, reading: Reading): Promise<void> {
    const { ctx, config, until } = this.deps;
    const wasSame = state.size === file.size;
    const quietMs = wasSame ? Number.POSITIVE_INFINITY : this.now - file.changedAt;
    if (file.size <= state.offset) return this.note(state, file, true);
    if (state.format === null && config.format === null) state.format = (await formatIn(reading, this.clock))?.id ?? null;
    const format = formatOf(state.format ?? 'plain');
    const { onEntries, buffer } = this.scanning(state, format, file.size - state.offset);
    const isOver = quietMs >= ENTRY_PAUSE_MS;
    const isCut = this.now - file.changedAt >= LINE_PAUSE_MS;
    const done = await readOn({ ctx, reading, format, buffer, isOver, isCut, until, onEntries }, state);
    const mark = await markAt(ctx, reading, done.offset);
    if (done.end === 'failed' || mark === null) {
      this.troubles.push({
        path: state.path,
        why: msg`could not be read on`,
        remedy: msg`Look at the file and its disk.`,
        isMissing: false,
      });
      return;
    }
    Object.assign(state, { offset: done.offset, isInLine: done.isInLine, mark });
    this.isBehind ||= done.end === 'later';
    this.isWaiting ||= done.end === 'end' && done.offset < file.size;
    this.note(state, file, done.end === 'end');
  }

  private note(state: FileState, file: FoundFile, isAtEnd: boolean): void {
    Object.assign(state, { size: file.size, changedAt: file.changedAt, ...(isAtEnd && { readAt: this.now }) });
  }

  private scanning(state: FileState, format: LogFormat, bytes: number) {
    const scanner = new Scanner(this.deps.config.rules, format, this.clock);
    const count = (found: Found): void => this.deps.counter.add(found, this.timeOf(state, found.entry.at), state.path);
    const onEntries = (chunk: Buffer, from: number, to: number): void => {
      state.isWide = isWide(chunk, from, to);
      scanner.scan(chunk, from, to, count);
    };
    return { onEntries, buffer: this.bufferFor(bytes, scanner.isThorough) };
  }

  private bufferFor(bytes: number, isThorough: boolean): Buffer {
    if (bytes <= SMALL_BYTES && this.buffer === null) return Buffer.allocUnsafeSlow(SMALL_BYTES);
    this.buffer ??= Buffer.allocUnsafeSlow(BUFFER_BYTES);
    return isThorough ? this.buffer.subarray(0, THOROUGH_BYTES) : this.buffer;
  }

  /** When an entry was written: what is read live was written since the last reading, by our clock. */
  private timeOf(state: FileState, said: number | null): number {
    const { readAt } = state;
    const isLive = readAt !== null && this.now - readAt < LIVE_MS;
    const least = isLive ? readAt - LATE_MS : 0;
    const at = said ?? (isLive ? this.now : (state.lastAt ?? (state.changedAt || this.now)));
    if (said !== null) state.lastAt = said;
    return Math.min(this.now, Math.max(least, at));
  }
}
