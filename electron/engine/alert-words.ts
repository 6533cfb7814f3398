// What the alerts of an incident say, as one lower-case text of its distinct words: what a storm repeats is in it once, so that it
// is a twentieth of the whole and is looked through in no time.
import type { Alert } from '../../shared/domain/alert';
import type { Look } from './slices';

/** Alerts between two pauses. */
const STRIDE = 32;

export interface AlertWords {
  readonly alerts: ReadonlyMap<string, Alert>;
  /** The labels and annotations that `text` was made of, in order: the same objects say the same. */
  readonly sources: readonly object[];
  /** Distinct words, one a line, none with a blank in it. */
  readonly text: string;
}

/** The words of `alerts`; what `known` has of them is not made again. */
export function* wordsOf(alerts: ReadonlyMap<string, Alert>, known: AlertWords | undefined): Look<AlertWords> {
  const sources: object[] = [];
  for (const alert of alerts.values()) sources.push(alert.labels, alert.annotations);
  const isGrown = known?.sources.every((source, i) => source === sources[i]) ?? false;
  const from = known && isGrown ? known.sources.length / 2 : 0;
  const texts = new Set<string>();
  const words = new Set<string>();
  let at = 0;
  for (const alert of alerts.values()) {
    if (at++ < from) continue;
    someText(alert, (text) => {
      if (!texts.has(text)) for (const word of text.toLowerCase().split(/\s+/)) words.add(word);
      texts.add(text);
      return false;
    });
    if (at % STRIDE === 0) yield;
  }
  const fresh = [...words].join('\n');
  return { alerts, sources, text: known && from > 0 ? `${known.text}\n${fresh}` : fresh };
}

/** Is there a text of the alert, among those that a filter looks through, that passes `test`? */
export function someText({ name, summary, labels, annotations }: Alert, test: (text: string) => boolean): boolean {
  if (test(name) || test(summary)) return true;
  for (const label in labels) if (test(labels[label] ?? '')) return true;
  return test(annotations.description ?? '');
}
