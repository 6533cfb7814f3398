// How a desk comes to know what its team did before it came: the newest snapshot that holds first, then what was written since, and what is
// older afterwards, part by part, while it already works. What is left to read is kept over restarts.
import { z } from 'zod';
import {
  type HistorySpan,
  historySpan,
  inWholeIncidents,
  messagesIn,
  newestPart,
  withoutNewest,
  withSpan,
} from '../../shared/team/snapshot';
import type { Delivered, TeamLink } from './seams';
import type { SnapshotShelf } from './snapshot-shelf';

export interface SpaceHistoryDeps {
  readonly link: Pick<TeamLink, 'replay' | 'extent'>;
  readonly shelf: Pick<SnapshotShelf, 'list' | 'open'>;
  /** Resolves once everything in it is in the log. */
  readonly take: (messages: readonly Delivered[]) => Promise<void>;
  readonly isKnown: (incident: string) => boolean;
  readonly position: { read(): number; write(position: number): void };
  /** JSON of what is left to read; '' for nothing. */
  readonly left: { read(): string; write(text: string): void };
  /** A desk that is not so many messages behind reads them all. */
  readonly every: number;
  readonly changed: () => void;
  readonly journal: (line: string) => void;
}

const PART = 500;
/** Incidents whose past is asked for together. */
const AT_ONCE = 20;
const RETRY_MS = 1_000;
/** The key of the newest snapshot may come a moment after the others. */
const TRIES = 8;
const TRY_AGAIN_MS = 500;

export class SpaceHistory {
  private readonly deps: SpaceHistoryDeps;
  private spans: readonly HistorySpan[];
  private isStopped = false;

  constructor(deps: SpaceHistoryDeps) {
    this.deps = deps;
    this.spans = z.array(historySpan).safeParse(parsed(deps.left.read())).data ?? [];
  }

  /** Messages that are still to be read. */
  get left(): number {
    return messagesIn(this.spans);
  }

  /** Brings this desk near the end of the stream when it is far behind. Rejects when the servers can't be reached. */
  async catchUp(): Promise<void> {
    const { link, shelf, position, every, journal } = this.deps;
    const { first, last } = await link.extent();
    const at = position.read();
    const isGap = first > at + 1 && last > at;
    if (isGap)
      journal(`the stream of the team has dropped the messages from ${at + 1} to ${first - 1}: what was over in them is not known here`);
    if (last - at < every && !isGap) return;
    for (let tried = 0; tried < TRIES && !this.isStopped; tried++) {
      const ahead = (await shelf.list(last)).filter((entry) => entry.position > at);
      if (ahead.length === 0) return;
      for (const entry of ahead) {
        const snapshot = await shelf.open(entry);
        if (snapshot) return this.begin(at, snapshot.position, snapshot.messages);
      }
      await sleep(TRY_AGAIN_MS);
    }
    journal('no snapshot of the team could be read: this desk reads all of its history first');
  }

  /** Reads what is left in the background, with pauses as long as its work. Resolves when nothing is. */
  async run(): Promise<void> {
    while (!this.isStopped) {
      const part = newestPart(this.spans, Math.min(PART, this.deps.every));
      if (!part) return;
      const from = performance.now();
      try {
        const { first } = await this.deps.link.extent();
        await this.read(part);
        this.keep(part.upTo < first ? this.spans.filter(({ after }) => after >= part.upTo) : withoutNewest(this.spans, part));
      } catch (error) {
        this.deps.journal(`older history could not be read: ${error instanceof Error ? error.message : error}`);
        await sleep(RETRY_MS);
      }
      await sleep(performance.now() - from);
    }
  }

  /** What these messages stand on and this desk has not read yet: all that the stream has of incidents that are not known here. */
  async behind(batch: readonly Delivered[]): Promise<Delivered[]> {
    const missing: Delivered[] = [];
    if (this.spans.length === 0) return missing;
    const unknown = [...new Set(batch.map(({ incident }) => incident))].filter((incident) => !this.deps.isKnown(incident));
    const asked = unknown.flatMap((incident) => this.spans.map((span) => ({ ...span, incident })));
    for (let i = 0; i < asked.length; i += AT_ONCE)
      await Promise.all(asked.slice(i, i + AT_ONCE).map((one) => this.deps.link.replay(one, async (found) => void missing.push(...found))));
    return missing;
  }

  stop(): void {
    this.isStopped = true;
  }

  private async begin(at: number, upTo: number, messages: readonly Delivered[]): Promise<void> {
    for (const part of inWholeIncidents(messages, PART)) await this.deps.take(part);
    this.keep(withSpan(this.spans, { after: at, upTo }));
    this.deps.position.write(upTo);
  }

  /** One take for all of it: an incident that ends in this part does not show as open meanwhile. */
  private async read(part: HistorySpan): Promise<void> {
    const found: Delivered[] = [];
    await this.deps.link.replay(part, async (batch) => void found.push(...batch));
    if (found.length > 0) await this.deps.take(found);
  }

  private keep(spans: readonly HistorySpan[]): void {
    this.spans = spans;
    this.deps.left.write(spans.length === 0 ? '' : JSON.stringify(spans));
    this.deps.changed();
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text || '[]') as unknown;
  } catch {
    return [];
  }
}
