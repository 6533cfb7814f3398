// The facts in memory while somebody looks: read once in slices, kept up with the log, and given back some minutes after the last look.
import type { IncidentFacts } from '../../shared/insights/facts';
import { firstAtOrAfter, type Kept, type PageFact } from '../../shared/insights/material';
import { inSlices, type Look } from '../engine/slices';
import type { Log } from '../log/store';
import { InsightKeeper } from './keeper';

const SLICE_MS = 12;
const BATCH = 2_000;
const FORGET_AFTER_MS = 300_000;

class Shelf implements Kept {
  readonly facts: IncidentFacts[] = [];
  readonly byId = new Map<string, IncidentFacts>();
  readonly pages: PageFact[] = [];
  readonly drills = new Set<string>();
  private readonly texts = new Map<string, string>();

  /** As they lie on the disk, in no order. */
  fill(facts: IncidentFacts): void {
    this.facts.push(this.known(facts));
  }

  fillPage(page: PageFact): void {
    this.pages.push(page);
  }

  /** After everything was filled in. */
  sort(): void {
    this.facts.sort((a, b) => a.triggeredAt - b.triggeredAt);
    this.pages.sort((a, b) => a.at - b.at);
  }

  /** One that changed, in its place, or a new one. */
  put(facts: IncidentFacts): void {
    const isKnown = this.byId.has(facts.id);
    const one = this.known(facts);
    let at = firstAtOrAfter(this.facts, one.triggeredAt, (f) => f.triggeredAt);
    while (isKnown && this.facts[at]?.id !== one.id) at += 1;
    this.facts.splice(at, isKnown ? 1 : 0, one);
  }

  putPage(page: PageFact): void {
    this.pages.splice(
      firstAtOrAfter(this.pages, page.at, (p) => p.at),
      0,
      page,
    );
  }

  private known(facts: IncidentFacts): IncidentFacts {
    // Fresh from the table or the fold, so nobody else holds it; a copy of each would cost as much as reading it.
    const one = facts as { -readonly [K in keyof IncidentFacts]: IncidentFacts[K] };
    one.rule = this.once(one.rule);
    if (one.service !== null) one.service = this.once(one.service);
    this.byId.set(one.id, one);
    if (one.isDrill) this.drills.add(one.id);
    return one;
  }

  /** Thousands of incidents share few names. */
  private once(text: string): string {
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    this.texts.set(text, text);
    return text;
  }
}

export class InsightBook {
  private readonly log: Pick<Log, 'events' | 'head' | 'insights'>;
  private readonly keeper: InsightKeeper;
  private shelf: Shelf | null = null;
  /** One after the other, so that nothing is folded while the shelf is filled. */
  private last: Promise<unknown> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  constructor(log: Pick<Log, 'events' | 'head' | 'insights'>) {
    this.log = log;
    this.keeper = new InsightKeeper(log, (facts, pages) => {
      for (const one of facts) this.shelf?.put(one);
      for (const page of pages) this.shelf?.putPage(page);
    });
  }

  /** Everything up to the log's last event. `onProgress`: how far the events are read, 0 to 1. */
  open(onProgress: (share: number) => void): Promise<Kept> {
    const opened = this.last.then(() => this.openNow(onProgress));
    this.last = opened.catch(() => undefined);
    return opened;
  }

  private async openNow(onProgress: (share: number) => void): Promise<Kept> {
    await this.keeper.catchUp(onProgress);
    this.shelf ??= await inSlices(this.read(), SLICE_MS);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.shelf = null;
    }, FORGET_AFTER_MS);
    this.timer.unref();
    return this.shelf;
  }

  private *read(): Look<Shelf> {
    const shelf = new Shelf();
    const { insights } = this.log;
    for (let incident = '', isMore = true; isMore; ) {
      const batch = insights.after(incident, BATCH);
      for (const facts of batch) shelf.fill(facts);
      incident = batch.at(-1)?.id ?? incident;
      isMore = batch.length === BATCH;
      yield;
    }
    for (let page = '', isMore = true; isMore; ) {
      const batch = insights.pagesAfter(page, BATCH);
      for (const one of batch) shelf.fillPage(one);
      page = batch.at(-1)?.page ?? page;
      isMore = batch.length === BATCH;
      yield;
    }
    shelf.sort();
    return shelf;
  }
}
