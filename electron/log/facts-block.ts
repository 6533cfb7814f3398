// Facts of some thousand incidents as columns, and each of them as an object that reads its values there: no look makes objects of
// numbers that it never asks for.
import { VERDICTS, type Verdict } from '../../shared/domain/judgement';
import type { IncidentFacts, RunFacts } from '../../shared/insights/facts';
import { ColumnReader, joinColumns } from './columns';

const TIMES = ['startedAt', 'triggeredAt', 'impactStart', 'restoredAt', 'acknowledgedAt', 'resolvedAt', 'closedAt'] as const;
const COUNTS = ['number', 'severity', 'runs', 'pagedRuns', 'actedRuns', 'blips', 'fired'] as const;
/** Bit by bit, then those of the run. */
const FLAGS = ['isSecurity', 'isRestricted', 'isDrill', 'isReview', 'isMerged'] as const;
/** After those of the run: 0 nobody judged it, else one more than the verdict's place. */
const JUDGED_BIT = 8;
const RUN_FLAGS = ['isPaged', 'isActed', 'isAcknowledged'] as const;
/** No name stands for no service. */
const NOTHING = 0;

/** Places of the texts in a block. */
const NAMES = 0;
const IDS = 1;

/** In the order of their slots. */
export function packFacts(all: readonly IncidentFacts[]): Buffer {
  const names = new Map<string, number>();
  const nameOf = (name: string): number => {
    const known = names.get(name) ?? names.size + 1;
    names.set(name, known);
    return known;
  };
  const times = TIMES.map((name) => Float64Array.from(all, (facts) => facts[name] ?? Number.NaN));
  const since = Float64Array.from(all, (facts) => facts.run?.since ?? Number.NaN);
  const counts = COUNTS.map((name) => Uint32Array.from(all, (facts) => facts[name]));
  const rules = Uint32Array.from(all, (facts) => nameOf(facts.rule));
  const services = Uint32Array.from(all, (facts) => (facts.service === null ? NOTHING : nameOf(facts.service)));
  const flags = Uint16Array.from(all, flagsOf);
  const texts = [[...names.keys()], all.map(({ id }) => id)];
  return joinColumns(all.length, texts, [...times, since, ...counts, rules, services, flags]);
}

function flagsOf(facts: IncidentFacts): number {
  const own = FLAGS.reduce((sum, name, bit) => sum + (Number(facts[name]) << bit), 0);
  const judged = facts.judged === null ? 0 : (VERDICTS.indexOf(facts.judged) + 1) << JUDGED_BIT;
  return RUN_FLAGS.reduce((sum, name, bit) => sum + (Number(facts.run?.[name] ?? false) << (FLAGS.length + bit)), own + judged);
}

class FactsBlock {
  readonly length: number;
  readonly startedAt: Float64Array;
  readonly triggeredAt: Float64Array;
  readonly impactStart: Float64Array;
  readonly restoredAt: Float64Array;
  readonly acknowledgedAt: Float64Array;
  readonly resolvedAt: Float64Array;
  readonly closedAt: Float64Array;
  readonly since: Float64Array;
  readonly number: Uint32Array;
  readonly severity: Uint32Array;
  readonly runs: Uint32Array;
  readonly pagedRuns: Uint32Array;
  readonly actedRuns: Uint32Array;
  readonly blips: Uint32Array;
  readonly fired: Uint32Array;
  readonly rule: Uint32Array;
  readonly service: Uint32Array;
  readonly flags: Uint16Array;
  readonly names: readonly string[];
  private readonly reader: ColumnReader;
  private known: readonly string[] | null = null;

  /** `once`: gives the same text for equal ones; thousands of incidents share few names. */
  constructor(bytes: Buffer, once: (text: string) => string) {
    const reader = new ColumnReader(bytes);
    this.length = reader.length;
    this.startedAt = reader.next(Float64Array);
    this.triggeredAt = reader.next(Float64Array);
    this.impactStart = reader.next(Float64Array);
    this.restoredAt = reader.next(Float64Array);
    this.acknowledgedAt = reader.next(Float64Array);
    this.resolvedAt = reader.next(Float64Array);
    this.closedAt = reader.next(Float64Array);
    this.since = reader.next(Float64Array);
    this.number = reader.next(Uint32Array);
    this.severity = reader.next(Uint32Array);
    this.runs = reader.next(Uint32Array);
    this.pagedRuns = reader.next(Uint32Array);
    this.actedRuns = reader.next(Uint32Array);
    this.blips = reader.next(Uint32Array);
    this.fired = reader.next(Uint32Array);
    this.rule = reader.next(Uint32Array);
    this.service = reader.next(Uint32Array);
    this.flags = reader.next(Uint16Array);
    this.names = ['', ...(reader.text(NAMES) as readonly string[]).map(once)];
    this.reader = reader;
  }

  /** Measures need none. */
  get ids(): readonly string[] {
    this.known ??= this.reader.text(IDS) as readonly string[];
    return this.known;
  }
}

const orNull = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value);

class PackedFacts implements IncidentFacts {
  private readonly block: FactsBlock;
  private readonly i: number;

  constructor(block: FactsBlock, i: number) {
    this.block = block;
    this.i = i;
  }

  get id(): string {
    return this.block.ids[this.i] ?? '';
  }

  get number(): number {
    return this.block.number[this.i] ?? 0;
  }

  get rule(): string {
    return this.block.names[this.block.rule[this.i] ?? NOTHING] ?? '';
  }

  get service(): string | null {
    const name = this.block.service[this.i] ?? NOTHING;
    return name === NOTHING ? null : (this.block.names[name] ?? '');
  }

  get severity(): number {
    return this.block.severity[this.i] ?? 0;
  }

  get isSecurity(): boolean {
    return this.has(0);
  }

  get isRestricted(): boolean {
    return this.has(1);
  }

  get isDrill(): boolean {
    return this.has(2);
  }

  get isReview(): boolean {
    return this.has(3);
  }

  get isMerged(): boolean {
    return this.has(4);
  }

  get startedAt(): number {
    return this.block.startedAt[this.i] ?? 0;
  }

  get triggeredAt(): number {
    return this.block.triggeredAt[this.i] ?? 0;
  }

  get impactStart(): number | null {
    return orNull(this.block.impactStart[this.i]);
  }

  get restoredAt(): number | null {
    return orNull(this.block.restoredAt[this.i]);
  }

  get acknowledgedAt(): number | null {
    return orNull(this.block.acknowledgedAt[this.i]);
  }

  get resolvedAt(): number | null {
    return orNull(this.block.resolvedAt[this.i]);
  }

  get closedAt(): number | null {
    return orNull(this.block.closedAt[this.i]);
  }

  get runs(): number {
    return this.block.runs[this.i] ?? 0;
  }

  get pagedRuns(): number {
    return this.block.pagedRuns[this.i] ?? 0;
  }

  get actedRuns(): number {
    return this.block.actedRuns[this.i] ?? 0;
  }

  get blips(): number {
    return this.block.blips[this.i] ?? 0;
  }

  get judged(): Verdict | null {
    return VERDICTS[((this.block.flags[this.i] ?? 0) >> JUDGED_BIT) - 1] ?? null;
  }

  get fired(): number {
    return this.block.fired[this.i] ?? 0;
  }

  get run(): RunFacts | null {
    const since = orNull(this.block.since[this.i]);
    if (since === null) return null;
    const [isPaged, isActed, isAcknowledged] = [this.has(5), this.has(6), this.has(7)];
    return { since, isPaged, isActed, isAcknowledged };
  }

  private has(bit: number): boolean {
    return (((this.block.flags[this.i] ?? 0) >> bit) & 1) === 1;
  }
}

/** What `packFacts` packed, in its order. `once`: gives the same text for equal ones. */
export function unpackFacts(bytes: Buffer, once: (text: string) => string): IncidentFacts[] {
  const block = new FactsBlock(bytes, once);
  const all: IncidentFacts[] = [];
  for (let i = 0; i < block.length; i++) all.push(new PackedFacts(block, i));
  return all;
}
