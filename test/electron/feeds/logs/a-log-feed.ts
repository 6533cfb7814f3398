// A feed of log files in a folder of its own, polled by hand: what its tests share.
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openFileDoor } from '../../../../electron/feeds/files';
import { logs } from '../../../../electron/feeds/logs';
import type { Cursor } from '../../../../electron/feeds/logs/poll';
import type { FeedContext, PollResult } from '../../../../shared/feed';
import { contextOf } from '../rig';

export type Snapshot = Extract<PollResult<Cursor>, { kind: 'snapshot' }>;

export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dogwatch-logs-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** `2026-11-23T04:10:03.000Z` of a moment, as programs write it. */
export const iso = (at: number): string => new Date(at).toISOString();

export interface LogFeed {
  readonly ctx: FeedContext;
  now: number;
  /** One poll, recorded; the sightings as they stand then. */
  poll(): Promise<Snapshot['sightings']>;
  /** What the last poll that said something new said. */
  last(): PollResult<Cursor>;
  /** As after the end of the process: nothing is left but what was kept. */
  restart(): Promise<void>;
}

/** `rules` and `more` as settings have them. The clock begins at the real time and moves only by hand. */
export function aLogFeed(paths: readonly string[], rules: readonly object[], more: object = {}): LogFeed {
  const parsed = logs.parseConfig({ paths, rules, zone: 'UTC', ...more });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  let kept: string | null = null;
  let staged: string | null = null;
  let cursor: Cursor | null = null;
  let door = openFileDoor();
  let said: PollResult<Cursor> | null = null;
  let sightings: Snapshot['sightings'] = [];
  const feed: LogFeed = {
    now: Date.now(),
    ctx: contextOf(
      {},
      {
        now: () => feed.now,
        keep: {
          read: () => (kept === null ? null : JSON.parse(kept)),
          write: (value) => {
            staged = JSON.stringify(value);
            return true;
          },
        },
      },
    ),
    async poll() {
      const result = await logs.poll({ ...feed.ctx, files: door }, parsed.config, cursor);
      if (result.kind === 'failed') {
        said = result;
        return sightings;
      }
      cursor = result.cursor;
      kept = staged ?? kept;
      staged = null;
      if (result.kind === 'snapshot') {
        said = result;
        sightings = result.sightings;
      } else if (said?.kind === 'snapshot') said = { ...said, cursor: result.cursor, peers: result.peers };
      return sightings;
    },
    last: () => said as PollResult<Cursor>,
    async restart() {
      await door.shut();
      door = openFileDoor();
      cursor = null;
    },
  };
  onTestFinished(() => door.shut());
  return feed;
}

export function write(file: string, ...lines: readonly string[]): void {
  appendFileSync(file, lines.map((line) => `${line}\n`).join(''));
}
