// What the engine keeps in memory: the live incidents with their alerts, and the little that concerns the whole desk.
import type { ActRecord } from '../domain/act';
import type { Incident } from '../domain/incident';
import type { ProofRecord } from './views/proof';

export interface FeedFailing {
  readonly since: number;
  readonly what: string;
  readonly remedy: string;
}

/** A storm that is being folded into one page. */
export interface Storm {
  readonly page: string;
  readonly since: number;
  readonly toldAt: number;
  readonly lastAt: number;
  /** Incidents told so far, and the worst severity among them. */
  readonly count: number;
  readonly worst: number;
}

export interface State {
  readonly seq: number;
  /** Not closed, not merged away; closed ones are dropped and can be folded from their events at any time. */
  readonly incidents: ReadonlyMap<string, Incident>;
  /** Group key -> the live incident that takes its alerts. */
  readonly groups: ReadonlyMap<string, string>;
  readonly failing: ReadonlyMap<string, FeedFailing>;
  /** Times of first pages of single incidents in the last hour: what storm folding counts. */
  readonly pagedAt: readonly number[];
  readonly storm: Storm | null;
  readonly pausedUntil: number | null;
  readonly lastNumber: number;
  /** Outward acts that are not over, by id; also those of closed incidents and of none. */
  readonly acts: ReadonlyMap<string, ActRecord>;
  /** seq of the last event about an act. */
  readonly actsSeq: number;
  /** `audience\npurpose` -> when a message that counts many incidents was last wanted, Unix ms. */
  readonly countedAt: ReadonlyMap<string, number>;
  /** Feed -> how its proofs of detection stand, as far as the desk's memory of a day goes. */
  readonly proofs: ReadonlyMap<string, ProofRecord>;
}

export const EMPTY_STATE: State = {
  seq: 0,
  incidents: new Map(),
  groups: new Map(),
  failing: new Map(),
  pagedAt: [],
  storm: null,
  pausedUntil: null,
  lastNumber: 0,
  acts: new Map(),
  actsSeq: 0,
  countedAt: new Map(),
  proofs: new Map(),
};
