// What looks are made of while it is in memory: all incidents by their slots and in the order of their triggers, and all pages.
import type { IncidentFacts } from '../../shared/insights/facts';
import { firstAtOrAfter, type Kept } from '../../shared/insights/material';
import { Pages } from '../../shared/insights/pages';
import type { Look } from '../engine/slices';
import type { Log } from '../log/store';

export class Shelf implements Kept {
  readonly bySlot: IncidentFacts[] = [];
  readonly facts: IncidentFacts[] = [];
  pages = Pages.joined([]);
  private readonly table: Log['insights'];
  /** The last event whose changes are here. */
  private seq = 0;
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
    const parts: Pages[] = [];
    for (let block = 0, pages = blocks.pages(0); pages !== null; pages = blocks.pages(++block)) {
      parts.push(pages);
      yield;
    }
    this.pages = Pages.joined(parts);
    for (const facts of this.bySlot) this.facts.push(facts);
    sortUnlessSorted(this.facts);
  }

  /** What changed since, up to the event `seq`. */
  update(seq: number): void {
    for (const { slot, facts } of this.table.changedAfter(this.seq)) this.put(slot, facts);
    const added = this.table.pagesOfSlots(this.pages.length);
    if (added.length > 0) this.pages = Pages.joined([this.pages, Pages.of(added)]);
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
function sortUnlessSorted(all: IncidentFacts[]): void {
  let last = Number.NEGATIVE_INFINITY;
  for (const { triggeredAt } of all) {
    if (triggeredAt < last) {
      all.sort((a, b) => a.triggeredAt - b.triggeredAt);
      return;
    }
    last = triggeredAt;
  }
}
