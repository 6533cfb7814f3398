// One poll reads on in every file and counts. What it knows then is kept with the sightings that follow from it.
import type { FeedContext, FeedFailure, PeerHealth, PollResult, Rejected, Sighting } from '../../../shared/feed';
import type { FileDoor, FileTrouble, FoundFile } from '../../../shared/feed-files';
import { msg } from '../../../shared/words/words';
import { reused } from '../reuse';
import type { LogsConfig } from './config';
import { describe } from './describe';
import { findingsOf, mapFindings } from './map';
import { lessOf, type Memory, readMemory } from './memory';
import { folderOf, liveOnly } from './reading/series';
import { type Held, Round } from './round';
import { Counter } from './tally';

export interface Cursor {
  readonly memory: Memory;
  readonly sightings: readonly Sighting[];
  /** All that is told besides the sightings, to notice when it changes. */
  readonly told: string;
  /** More is there to be read than one poll had time for, or something is left to see whether it grows. */
  readonly isBehind: boolean;
  readonly isWaiting: boolean;
  /** The folders to be watched. */
  readonly paths: readonly string[];
  /** What each file is, in words, by path. */
  readonly notes: ReadonlyMap<string, string>;
}

/** One poll reads for so long at most; then what it found is told. */
const READ_MS = 5000;
const MOST_PEERS = 40;
const BETWEEN_MS = 30_000;

/** Files that stay open between the polls of one feed; they are closed with its door. */
const heldBy = new WeakMap<FileDoor, Held>();

function heldOf(files: FileDoor): Held {
  const held = heldBy.get(files) ?? new Map();
  heldBy.set(files, held);
  return held;
}

interface Wanted {
  readonly files: readonly FoundFile[];
  readonly troubles: readonly FileTrouble[];
  /** Patterns that no file fits. */
  readonly empty: readonly string[];
  readonly isMore: boolean;
}

/** What the paths of the settings name now. */
export async function wantedFiles(ctx: FeedContext, { paths, maxFiles }: Pick<LogsConfig, 'paths' | 'maxFiles'>): Promise<Wanted> {
  const byPath = new Map<string, FoundFile>();
  const troubles: FileTrouble[] = [];
  const empty: string[] = [];
  let isMore = false;
  for (const pattern of paths) {
    // Archives fit many patterns too, and are left out only afterwards.
    const found = await ctx.files.find(pattern, maxFiles * 10);
    for (const file of found.files) byPath.set(file.path, file);
    troubles.push(...found.troubles);
    if (found.files.length === 0 && found.troubles.length === 0) empty.push(pattern);
    isMore ||= found.isMore;
  }
  const live = liveOnly([...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1)));
  return { files: live.slice(0, maxFiles), troubles, empty, isMore: isMore || live.length > maxFiles };
}

function failureOf({ path, why, remedy, isMissing }: FileTrouble): FeedFailure {
  return { kind: isMissing ? 'unreachable' : 'config', what: `${path} ${why}.`, remedy };
}

function emptyFailure(pattern: string): FeedFailure {
  return {
    kind: 'unreachable',
    what: msg`No file fits ${pattern}.`,
    remedy: msg`Look at the path. A file that appears is read from its beginning.`,
  };
}

function peersOf(
  wanted: Wanted,
  troubles: readonly FileTrouble[],
  notes: ReadonlyMap<string, string>,
  config: LogsConfig,
): readonly PeerHealth[] {
  const broken = new Map(troubles.map((trouble) => [trouble.path, failureOf(trouble)]));
  for (const pattern of wanted.empty) broken.set(pattern, emptyFailure(pattern));
  if (wanted.isMore) {
    const what = msg`More than ${config.maxFiles} files fit the paths; the others are not followed.`;
    broken.set('more files', { kind: 'config', what, remedy: msg`Make the paths narrower, or raise "Most files".` });
  }
  const part = 'file' as const;
  const ill = [...broken].map(([url, failure]): PeerHealth => ({ url, part, isOk: false, latencyMs: null, failure }));
  const well = wanted.files.flatMap(({ path }): PeerHealth[] => {
    const note = notes.get(path);
    return broken.has(path) ? [] : [{ url: path, part, isOk: true, latencyMs: null, failure: null, ...(note !== undefined && { note }) }];
  });
  return [...ill, ...well].slice(0, Math.max(MOST_PEERS, ill.length));
}

/** Files that were read before and can not be read now: nobody knows what they say. */
function unseen(memory: Memory, troubles: readonly FileTrouble[]): string | null {
  const gone = memory.files.find(({ goneAt, rotatedAt }) => goneAt !== null && rotatedAt === null);
  const ill = memory.files.find(({ path }) => troubles.some((trouble) => trouble.path === path));
  const wide = memory.files.find(({ isWide, rotatedAt }) => isWide && rotatedAt === null);
  const one = gone ?? ill ?? wide;
  return one ? `${one.path} can not be read now` : null;
}

/** Renamed a moment ago, the next file of this name is on its way: that is no trouble yet. */
function isBetween(memory: Memory, path: string, now: number): boolean {
  const folder = folderOf(path);
  const isGlob = /[*?{]/.test(path);
  return memory.files.some(
    ({ path: own, goneAt }) => goneAt !== null && now - goneAt < BETWEEN_MS && (own === path || (isGlob && folderOf(own) === folder)),
  );
}

function keepMemory(ctx: FeedContext, memory: Memory): void {
  if (!ctx.keep.write(memory)) ctx.keep.write(lessOf(memory));
}

async function notesOf(ctx: FeedContext, config: LogsConfig, memory: Memory, before: Cursor | null): Promise<ReadonlyMap<string, string>> {
  const notes = new Map<string, string>();
  for (const { path, format, rotatedAt } of memory.files.slice(0, MOST_PEERS)) {
    if (rotatedAt !== null) continue;
    const known = before?.notes.get(path);
    const note = known ?? (format === null ? null : await describe(ctx, config, path, format));
    if (note !== null) notes.set(path, note);
  }
  return notes;
}

function absenceOf(
  isBehind: boolean,
  blind: string | null,
): { readonly isTrusted: true } | { readonly isTrusted: false; readonly why: string } {
  if (isBehind) return { isTrusted: false, why: msg`what was written meanwhile is still being read` };
  return blind === null ? { isTrusted: true } : { isTrusted: false, why: blind };
}

export async function poll(ctx: FeedContext, config: LogsConfig, cursor: Cursor | null): Promise<PollResult<Cursor>> {
  const started = performance.now();
  const wanted = await wantedFiles(ctx, config);
  const remembered = cursor ? structuredClone(cursor.memory) : readMemory(ctx.keep.read());
  const memory: Memory = remembered ?? { version: 1, files: [], tally: {} };
  const counter = new Counter(config.rules, memory.tally);
  const isFirst = remembered === null;
  const round = new Round({ ctx, config, memory, counter, held: heldOf(ctx.files), isFirst, until: started + READ_MS });
  await round.run(wanted.files);
  const { isBehind, isWaiting } = round;
  const troubles = [...wanted.troubles, ...round.troubles].filter((trouble) => !isBetween(memory, trouble.path, ctx.now()));
  const empty = wanted.empty.filter((pattern) => !isBetween(memory, pattern, ctx.now()));
  const blind = unseen(memory, troubles);
  counter.settle(ctx.now(), !isBehind && blind === null, isFirst);
  memory.tally = counter.tally;
  const notes = await notesOf(ctx, config, memory, cursor);
  const peers = peersOf({ ...wanted, empty }, troubles, notes, config);
  if (ctx.isAborted()) return { kind: 'failed', failure: { kind: 'aborted', what: msg`The reading was given up.`, remedy: '' }, peers: [] };
  const worst = peers.find(({ isOk }) => !isOk)?.failure;
  if (worst && peers.every(({ isOk }) => !isOk)) return { kind: 'failed', failure: worst, peers };
  keepMemory(ctx, memory);
  const mapped = mapFindings(findingsOf(config.rules, memory.tally));
  const rejected: readonly Rejected[] = [...round.rejected, ...mapped.rejected];
  for (const { where, why } of round.rejected) ctx.log('warn', `${where}: ${why}`);
  const told = JSON.stringify([rejected, isBehind, blind]);
  const changed = reused(mapped.sightings, cursor?.sightings ?? []);
  const paths = [...new Set([...config.paths, ...wanted.files.map(({ path }) => path)])];
  const next: Cursor = { memory, sightings: changed ?? cursor?.sightings ?? [], told, isBehind, isWaiting, paths, notes };
  if (cursor && changed === null && cursor.told === told) return { kind: 'unchanged', cursor: next, peers };
  return { kind: 'snapshot', cursor: next, sightings: next.sightings, rejected, absence: absenceOf(isBehind, blind), peers };
}
