// The facts in memory while somebody looks: read once in slices, kept up with the log, and given back some minutes after the last look.
import type { IncidentFacts } from '../../shared/insights/facts';
import { firstAtOrAfter, type Kept, type PageFact } from '../../shared/insights/material';
import { inSlices, type Look } from '../engine/slices';
import { type FactsPlace, FIRST_PLACE } from '../log/insight-table';
import type { Log } from '../log/store';
import { InsightKeeper } from './keeper';

const SLICE_MS = 12;
const BATCH = 2_000;
const FORGET_AFTER_MS = 300_000;

class Shelf implements Kept {
  readonly facts: IncidentFacts[] = [];
  readonly byId = new Map<string, IncidentFacts>();
  readonly pages: PageFact[] = [];
  private readonly knownPages = new Set<string>();
  private readonly texts = new Map<string, string>();

  /** Facts come in the order of their triggers when they are read, and a known one in its place when it changes. */
  put(facts: IncidentFacts): void {
    const one = { ...facts, rule: this.once(facts.rule), service: facts.service === null ? null : this.once(facts.service) };
    const isKnown = this.byId.has(one.id);
    this.byId.set(one.id, one);
    if (!isKnown) {
      this.insert(one);
      return;
    }
    let at = firstAtOrAfter(this.facts, one.triggeredAt, (f) => f.triggeredAt);
    while (this.facts[at]?.id !== one.id) at += 1;
    this.facts[at] = one;
  }

  putPage(page: PageFact): void {
    if (this.knownPages.has(page.page)) return;
    this.knownPages.add(page.page);
    const at = (this.pages.at(-1)?.at ?? 0) <= page.at ? this.pages.length : firstAtOrAfter(this.pages, page.at, (p) => p.at);
    this.pages.splice(at, 0, page);
  }

  private insert(one: IncidentFacts): void {
    const at = (this.facts.at(-1)?.triggeredAt ?? 0) <= one.triggeredAt ? this.facts.length : this.placeOf(one);
    this.facts.splice(at, 0, one);
  }

  private placeOf(one: IncidentFacts): number {
    return firstAtOrAfter(this.facts, one.triggeredAt, (f) => f.triggeredAt);
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
  /** Half read: what is folded meanwhile lands on it too. */
  private making: Shelf | null = null;
  private opening: Promise<Shelf> | null = null;
  private timer: NodeJS.Timeout | undefined;

  constructor(log: Pick<Log, 'events' | 'head' | 'insights'>) {
    this.log = log;
    this.keeper = new InsightKeeper(log, (facts, pages) => {
      const shelf = this.shelf ?? this.making;
      for (const one of facts) shelf?.put(one);
      for (const page of pages) shelf?.putPage(page);
    });
  }

  /** Everything up to the log's last event. `onProgress`: how far the events are read, 0 to 1. */
  async open(onProgress: (share: number) => void): Promise<Kept> {
    await this.keeper.catchUp(onProgress);
    this.keepForAWhile();
    if (this.shelf) return this.shelf;
    this.opening ??= inSlices(this.read(), SLICE_MS).finally(() => {
      this.opening = null;
      this.making = null;
    });
    return this.opening;
  }

  private forget(): void {
    this.shelf = null;
  }

  private keepForAWhile(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.forget(), FORGET_AFTER_MS);
    this.timer.unref();
  }

  private *read(): Look<Shelf> {
    const shelf = new Shelf();
    this.making = shelf;
    let place: FactsPlace = FIRST_PLACE;
    for (;;) {
      const batch = this.log.insights.after(place, BATCH);
      for (const facts of batch) shelf.put(facts);
      const last = batch.at(-1);
      if (last === undefined || batch.length < BATCH) break;
      place = { triggeredAt: last.triggeredAt, incident: last.id };
      yield;
    }
    let [at, page] = [Number.MIN_SAFE_INTEGER, ''];
    for (;;) {
      const batch = this.log.insights.pagesAfter(at, page, BATCH);
      for (const one of batch) shelf.putPage(one);
      const last = batch.at(-1);
      if (last === undefined || batch.length < BATCH) break;
      [at, page] = [last.at, last.page];
      yield;
    }
    this.shelf = shelf;
    return shelf;
  }
}
