// What looks are made of while it is in memory: all incidents by their slots and in the order of their triggers, and all pages.
import type { IncidentFacts } from '../../shared/insights/facts';
import { firstAtOrAfter, type Kept, type PageFact } from '../../shared/insights/material';
import type { Look } from '../engine/slices';
import type { Log } from '../log/store';

export class Shelf implements Kept {
  readonly bySlot: IncidentFacts[] = [];
  readonly facts: IncidentFacts[] = [];
  readonly pages: PageFact[] = [];
  private readonly table: Log['insights'];
  /** The last event whose changes are here. */
  private seq = 0;
  private countOfPages = 0;
  private known: Map<string, number> | null = null;
  private readonly texts = new Map<string, string>();

  constructor(table: Log['insights']) {
    this.table = table;
  }

  /** Reads all that is in blocks; `update` brings the rest. */
  *fill(): Look<void> {
    const { blocks } = this.table;
    const once = (text: string): string => this.once(text);
    this.seq = blocks.packed().seq;
    for (let block = 0, facts = blocks.facts(0, once); facts !== null; facts = blocks.facts(++block, once)) {
      for (const one of facts) this.bySlot.push(one);
      yield;
    }
    for (let block = 0, pages = blocks.pages(0); pages !== null; pages = blocks.pages(++block)) {
      for (const page of pages) this.pages.push(page);
      yield;
    }
    for (const facts of this.bySlot) this.facts.push(facts);
    sortUnlessSorted(this.facts, (facts) => facts.triggeredAt);
    this.countOfPages = this.pages.length;
    sortUnlessSorted(this.pages, (page) => page.at);
  }

  /** What changed since, up to the event `seq`. */
  update(seq: number): void {
    for (const { slot, facts } of this.table.changedAfter(this.seq)) this.put(slot, facts);
    for (const page of this.table.pagesOfSlots(this.countOfPages)) {
      this.pages.splice(
        firstAtOrAfter(this.pages, page.at, (p) => p.at),
        0,
        page,
      );
      this.countOfPages += 1;
    }
    this.seq = seq;
  }

  byId(id: string): IncidentFacts | undefined {
    this.known ??= new Map(this.bySlot.map((facts, slot) => [facts.id, slot]));
    const slot = this.known.get(id);
    return slot === undefined ? undefined : this.bySlot[slot];
  }

  private put(slot: number, facts: IncidentFacts): void {
    const before = this.bySlot[slot];
    // A new one comes after those of the same millisecond, for it was heard of later.
    const from = before === undefined ? facts.triggeredAt + 1 : before.triggeredAt;
    let at = firstAtOrAfter(this.facts, from, (f) => f.triggeredAt);
    while (before !== undefined && this.facts[at] !== before) at += 1;
    this.facts.splice(at, before === undefined ? 0 : 1, facts);
    this.bySlot[slot] = facts;
    this.known?.set(facts.id, slot);
  }

  /** Thousands of incidents share few names. */
  private once(text: string): string {
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    this.texts.set(text, text);
    return text;
  }
}

/** They mostly come in their order, and looking is far cheaper than sorting. */
function sortUnlessSorted<T>(all: T[], timeOf: (one: T) => number): void {
  for (let i = 1, last = Number.NEGATIVE_INFINITY; i <= all.length; i++) {
    const at = timeOf(all[i - 1] as T);
    if (at < last) {
      all.sort((a, b) => timeOf(a) - timeOf(b));
      return;
    }
    last = at;
  }
}
