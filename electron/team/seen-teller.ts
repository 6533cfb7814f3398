// What a bridge writes of one source: once the whole list, then what changes, and the list again when the changes have grown larger than
// it. While the servers are away it remembers and writes the list when they are back.
import type { Sighting } from '../../shared/feed';
import { MOST_CHARS, MOST_SIGHTINGS, type SeenMessage, seenPlace } from '../../shared/team/seen';
import type { FeedReport } from '../feeds/runner';
import type { SeenPlaces, TeamSeal, ValueSeal } from './seams';

export interface SeenTellerDeps {
  readonly space: string;
  readonly feed: string;
  readonly seal: Pick<TeamSeal & ValueSeal, 'desk' | 'sealValue'>;
  readonly seen: Pick<SeenPlaces, 'put'>;
  readonly newRun: () => string;
  readonly now: () => number;
  readonly journal: (line: string) => void;
  /** Counts what was written. */
  readonly written?: (bytes: number) => void;
}

interface Known {
  readonly text: string;
  readonly sighting: Sighting;
  readonly at: number;
}

type News = Pick<SeenMessage, 'isComplete' | 'isPushed' | 'why' | 'gone'> & { readonly texts: readonly Known[] };

const RETRY_MS = 1_000;
/** What a source that sends by itself said to be over is told for so long to desks that were away. */
const OVER_MS = 3_600_000;
/** The list is written again when the changes since are larger than this and twice the list. */
const LEAST_CHARS = 256_000;
/** More changes than these are not kept one by one. */
const MOST_WAITING = 200;

export class SeenTeller {
  private readonly deps: SeenTellerDeps;
  private readonly known = new Map<string, Known>();
  private waiting: { readonly news: News; readonly resolve: () => void; readonly reject: (error: unknown) => void }[] = [];
  private mood: Pick<News, 'isComplete' | 'isPushed' | 'why'> = { isComplete: false, isPushed: false, why: '' };
  private run: string;
  private n = 0;
  private isListWanted = true;
  private listChars = 0;
  private charsSince = 0;
  private flight: Promise<void> | null = null;
  private isStopped = false;

  constructor(deps: SeenTellerDeps) {
    this.deps = deps;
    this.run = deps.newRun();
  }

  /** The last message that the stream has. */
  get standing(): { readonly run: string; readonly n: number } {
    return { run: this.run, n: this.n };
  }

  /** Keys that a whole answer listed no more; the rest of the answer is remembered. Resolves once the stream has what is new. */
  take(report: FeedReport): { readonly gone: readonly string[]; readonly stored: Promise<void> } {
    const news = this.newsOf(report);
    const isSame = news.texts.length === 0 && news.gone.length === 0;
    const isSameMood = this.mood.isComplete === news.isComplete && this.mood.why === news.why;
    if (!report.isPushed) this.mood = { isComplete: news.isComplete, isPushed: news.isPushed, why: news.why };
    if (isSame && isSameMood && !this.isListWanted && this.waiting.length === 0) return { gone: [], stored: Promise.resolve() };
    const stored = new Promise<void>((resolve, reject) => this.waiting.push({ news, resolve, reject }));
    this.flight ??= this.flush();
    return { gone: news.gone, stored };
  }

  /** Writes the list again, so that what was before can go. */
  renew(): void {
    this.isListWanted = true;
    this.flight ??= this.flush();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await Promise.race([this.flight, new Promise((resolve) => setTimeout(resolve, RETRY_MS))]);
  }

  private newsOf(report: FeedReport): News {
    const at = this.deps.now();
    const { isComplete, why, isPushed = false } = report;
    const texts: Known[] = [];
    for (const sighting of report.sightings) {
      const text = JSON.stringify(sighting);
      if (this.known.get(sighting.key)?.text === text) continue;
      const known = { text, sighting, at };
      this.known.set(sighting.key, known);
      texts.push(known);
    }
    const gone: string[] = [];
    if (isComplete && !isPushed) {
      const listed = new Set(report.sightings.map(({ key }) => key));
      for (const key of this.known.keys()) if (!listed.has(key)) gone.push(key);
      for (const key of gone) this.known.delete(key);
    }
    return { isComplete, isPushed, why, gone, texts };
  }

  private async flush(): Promise<void> {
    while (!this.isStopped && (this.isListWanted || this.waiting.length > 0)) {
      const batch = this.waiting;
      try {
        await this.writeSome();
      } catch (error) {
        this.deps.journal(
          `what ${this.deps.feed} said was not taken by the team’s servers: ${error instanceof Error ? error.message : error}`,
        );
        this.beginAnew();
        for (const { reject } of batch) reject(error);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
    this.flight = null;
  }

  private async writeSome(): Promise<void> {
    if (this.isListWanted || this.waiting.length > MOST_WAITING) {
      const covered = this.waiting.splice(0);
      this.isListWanted = false;
      try {
        await this.writeList();
      } catch (error) {
        for (const { reject } of covered) reject(error);
        throw error;
      }
      for (const { resolve } of covered) resolve();
      return;
    }
    const [first] = this.waiting;
    if (!first) return;
    await this.write(first.news, false);
    this.waiting.shift();
    first.resolve();
    if (this.charsSince > Math.max(LEAST_CHARS, 2 * this.listChars)) this.isListWanted = true;
  }

  /** Nobody can tell what the stream has of a message that failed: what comes next stands by itself. */
  private beginAnew(): void {
    this.run = this.deps.newRun();
    this.n = 0;
    this.waiting = [];
    this.isListWanted = true;
  }

  private async writeList(): Promise<void> {
    const oldest = this.deps.now() - OVER_MS;
    for (const [key, { sighting, at }] of this.known) if (sighting.state === 'resolved' && at < oldest) this.known.delete(key);
    this.charsSince = 0;
    this.listChars = await this.write({ ...this.mood, gone: [], texts: [...this.known.values()] }, true);
    this.charsSince = 0;
  }

  /** Returns the characters that were written. */
  private async write({ texts, ...news }: News, isWhole: boolean): Promise<number> {
    const { space, feed, seal, seen } = this.deps;
    let chars = 0;
    const parts = partsOf(texts);
    for (const [i, part] of parts.entries()) {
      const message: SeenMessage = {
        ...{ v: 1, space, desk: seal.desk, feed, run: this.run, n: this.n + 1, ...news, isWhole },
        ...{ isOpen: i < parts.length - 1, sightings: part.map(({ sighting }) => sighting) },
        gone: i === 0 ? news.gone : [],
      };
      const bytes = await seal.sealValue(seenPlace(feed), message);
      await seen.put(feed, `${this.run}-${message.n}`, bytes, isWhole && i === 0);
      this.n = message.n;
      this.deps.written?.(bytes.length);
      chars += part.reduce((sum, { text }) => sum + text.length, 0);
    }
    this.charsSince += chars;
    return chars;
  }
}

/** At least one part, so that also an empty list is told. */
function partsOf(texts: readonly Known[]): readonly (readonly Known[])[] {
  const parts: Known[][] = [[]];
  let chars = 0;
  for (const one of texts) {
    const part = parts.at(-1) as Known[];
    if (part.length > 0 && (part.length >= MOST_SIGHTINGS || chars + one.text.length > MOST_CHARS)) {
      parts.push([one]);
      chars = one.text.length;
    } else {
      part.push(one);
      chars += one.text.length;
    }
  }
  return parts;
}
