// Answers what a silence would have hidden in the last days, from the table of sightings, in slices. Loaded with the first question.
import type { SilenceHistory } from '../../shared/contract/silences';
import type { Labels } from '../../shared/domain/alert';
import type { IncidentRow } from '../../shared/domain/incident';
import type { Matcher } from '../../shared/feed';
import { spellMatcher } from '../../shared/rules/matchers';
import { HiddenCount, type HiddenIncident } from '../../shared/rules/silence-history';
import { linePattern } from '../feeds/logs/pattern';
import type { Log } from '../log/store';
import { SightingKeeper } from './sighting-keeper';
import { inSlices, type Look } from './slices';

export interface SilenceHistoryDeps {
  readonly log: Pick<Log, 'events' | 'head' | 'seqAt' | 'sightings' | 'row'>;
  readonly now: () => number;
}

type Test = (labels: Labels) => boolean;
type Compiled = { readonly ok: true; readonly test: Test } | { readonly ok: false; readonly why: string };

const DAY_MS = 86_400_000;
const SLICE_MS = 12;
const NAMED = 50;
/** Label sets between two pauses. */
const STRIDE = 4_096;

export class SilenceHistoryDesk {
  readonly keeper: SightingKeeper;
  private readonly deps: SilenceHistoryDeps;

  constructor(deps: SilenceHistoryDeps) {
    this.deps = deps;
    this.keeper = new SightingKeeper(deps.log, deps.now);
  }

  /** What is in the log when it is asked is counted. */
  async lookBack(feed: string, test: Test, days: number): Promise<SilenceHistory> {
    await this.keeper.catchUp();
    const to = this.deps.now();
    return inSlices(this.look(feed, test, to - days * DAY_MS, days), SLICE_MS);
  }

  private *look(feed: string, test: Test, from: number, days: number): Look<SilenceHistory> {
    const { sightings } = this.deps.log;
    const sizes = sightings.sizes();
    const hits = new Uint8Array(sizes.labels + 1);
    const sets = sightings.labelsOf(feed);
    yield;
    for (let i = 0; i < sets.length; i++) {
      const [n, labels] = sets[i] as (typeof sets)[number];
      if (test(labels)) hits[n] = 1;
      if (i % STRIDE === 0) yield;
    }
    const count = new HiddenCount(from, days, hits, sizes.incidents);
    for (const block of sightings.since(from)) {
      count.take(block);
      yield;
    }
    count.takePages(sightings.pagesSince(from));
    const { loudest, ...sums } = count.result(NAMED);
    return { feed, from, to: from + days * DAY_MS, ...sums, loudest: this.named(loudest) };
  }

  private named(loudest: readonly HiddenIncident[]): SilenceHistory['loudest'] {
    const ids = this.deps.log.sightings.idsOf(loudest.map(({ n }) => n));
    return loudest.flatMap(({ n, ...counts }) => {
      const row: IncidentRow | undefined = this.deps.log.row(ids.get(n) ?? '');
      return row ? [{ id: row.id, number: row.number, title: row.title, openedAt: row.openedAt, ...counts }] : [];
    });
  }
}

/** The same as the source does, by patterns that cannot run away: a month of labels is asked, and what a person types is tried at once. */
export function safeMatchers(matchers: readonly Matcher[]): Compiled {
  const tests: Test[] = [];
  for (const matcher of matchers) {
    const { name, value, isRegex, isEqual } = matcher;
    if (!isRegex) {
      tests.push((labels) => ((labels[name] ?? '') === value) === isEqual);
      continue;
    }
    const compiled = linePattern(`^(?:${value})$`);
    if (!compiled.ok) return { ok: false, why: `${spellMatcher(matcher)}: ${compiled.why}.` };
    tests.push((labels) => compiled.pattern.test(labels[name] ?? '') === isEqual);
  }
  return { ok: true, test: (labels) => tests.every((test) => test(labels)) };
}
