// Finds incidents by the words of their alerts while a person types. The words are kept only while somebody filters: made in
// slices from the first question on, followed as alerts change, forgotten after a while. What is not made yet is looked through as it is.
import type { Alert } from '../../shared/domain/alert';
import type { Incident } from '../../shared/domain/incident';
import { type AlertWords, someText, wordsOf } from './alert-words';
import { inSlices, type Look } from './slices';

type Incidents = ReadonlyMap<string, Incident>;

const LOOK_MS = 8;
const MAKE_MS = 4;
/** Alerts between two pauses. */
const STRIDE = 32;
/** Changes within this time are followed together. */
const FOLLOW_AFTER_MS = 1_000;
const FORGET_AFTER_MS = 10 * 60_000;

export class AlertFilter {
  private readonly incidents: () => Incidents;
  private readonly kept = new Map<string, AlertWords>();
  private isMaking = false;
  private follow: NodeJS.Timeout | undefined;
  private forget: NodeJS.Timeout | undefined;

  /** `incidents`: the live ones as they are now. */
  constructor(incidents: () => Incidents) {
    this.incidents = incidents;
  }

  /** Ids of the incidents with an alert that holds every word of `text`; no word asks for all. Other work goes on meanwhile. */
  async match(text: string): Promise<string[]> {
    clearTimeout(this.forget);
    this.forget = setTimeout(() => this.stop(), FORGET_AFTER_MS).unref();
    const found = await inSlices(this.look(wordTests(text)), LOOK_MS);
    void this.make();
    return found;
  }

  /** Alerts changed: what is kept of them follows soon, if somebody filters. */
  changed(): void {
    if (this.forget === undefined) return;
    this.follow ??= setTimeout(() => void this.make(), FOLLOW_AFTER_MS).unref();
  }

  stop(): void {
    clearTimeout(this.follow);
    clearTimeout(this.forget);
    this.follow = undefined;
    this.forget = undefined;
    this.kept.clear();
  }

  private *look(words: readonly WordTest[]): Look<string[]> {
    const found: string[] = [];
    for (const [id, { alerts }] of this.incidents()) {
      if (yield* this.holds(id, alerts, words)) found.push(id);
      yield;
    }
    return found;
  }

  private *holds(id: string, alerts: Incident['alerts'], words: readonly WordTest[]): Look<boolean> {
    if (words.length === 0) return true;
    const known = this.kept.get(id);
    if (known?.alerts === alerts) {
      if (!words.every(({ word }) => known.text.includes(word))) return false;
      if (words.length === 1) return true;
    }
    let at = 0;
    for (const alert of alerts.values()) {
      if (words.every((word) => isIn(alert, word))) return true;
      if (++at % STRIDE === 0) yield;
    }
    return false;
  }

  /** Makes what is missing, one incident after another; what changes meanwhile is made in the next turn. */
  private async make(): Promise<void> {
    this.follow = undefined;
    if (this.isMaking) return this.changed();
    this.isMaking = true;
    try {
      await inSlices(this.makeAll(this.incidents()), MAKE_MS);
    } finally {
      this.isMaking = false;
    }
  }

  private *makeAll(incidents: Incidents): Look<void> {
    for (const id of this.kept.keys()) if (!incidents.has(id)) this.kept.delete(id);
    for (const [id, { alerts }] of incidents) {
      const known = this.kept.get(id);
      if (known?.alerts === alerts) continue;
      const made = yield* wordsOf(alerts, known);
      if (this.forget === undefined) return;
      this.kept.set(id, made);
      yield;
    }
  }
}

interface WordTest {
  readonly word: string;
  /** For what has to be looked through as it is: it copies no text. */
  readonly pattern: RegExp;
}

/** Words of a filter text; case does not matter. */
export function wordTests(text: string): WordTest[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return words.map((word) => ({ word, pattern: new RegExp(word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i') }));
}

/** Does one text of the alert hold the word? */
export function isIn(alert: Alert, { pattern }: WordTest): boolean {
  return someText(alert, (text) => pattern.test(text));
}
