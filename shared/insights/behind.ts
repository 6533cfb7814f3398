// Which incidents a number counts: every number of the insights opens them.
import { z } from 'zod';
import { actionableRunsOf, type IncidentFacts, pagedRunsOf } from './facts';
import { OUTCOMES, outcomeOf } from './follow-through';
import { GROUPINGS, keyOf, monthReader } from './groups';
import { INTERRUPTIONS, interruptionAt, type WallClock } from './hours';
import type { Material } from './material';
import { MEASURE_NAMES, MEASURES } from './measures';

const grouping = z.enum(GROUPINGS);
const group = z
  .strictObject({ by: grouping, key: z.string().max(200) })
  .nullable()
  .default(null);
const text = z.string().max(2_000);

/** What a number stands for. */
export const behindSchema = z.discriminatedUnion('what', [
  z.strictObject({
    what: z.literal('all'),
    group,
    from: z.number().optional(),
    to: z.number().optional(),
    severity: z.number().int().optional(),
  }),
  /** Those that the measure was taken of, longest first; `isMissing`: those that it was not. */
  z.strictObject({ what: z.literal('measure'), measure: z.enum(MEASURE_NAMES), isMissing: z.boolean().default(false), group }),
  z.strictObject({ what: z.literal('hour'), weekday: z.number().int().min(0).max(6), hour: z.number().int().min(0).max(23) }),
  /** Pages of one's own desk. */
  z.strictObject({ what: z.literal('interruption'), kind: z.enum(INTERRUPTIONS) }),
  z.strictObject({ what: z.literal('rule'), rule: text }),
  z.strictObject({ what: z.literal('noise'), kind: z.enum(['paged', 'not-acted', 'blips', 'refired']) }),
  /** `rule` null: all that came back. */
  z.strictObject({ what: z.literal('repeats'), rule: text.nullable().default(null), service: text.nullable().default(null) }),
  /** Those alike to one incident, itself among them. */
  z.strictObject({ what: z.literal('alike'), incident: z.string().min(1).max(200) }),
  z.strictObject({
    what: z.literal('actions'),
    outcome: z.enum(OUTCOMES).nullable().default(null),
    kind: z.string().max(20).nullable().default(null),
    month: z.string().max(7).nullable().default(null),
  }),
]);
export type Behind = z.output<typeof behindSchema>;

/** One incident behind a number; `ms`: its value, where the number is a measure. */
export interface Counted {
  readonly id: string;
  readonly ms: number | null;
}

/** All but what only the log can tell. */
export type Computed = Exclude<Behind, { what: 'alike' }>;

export interface BehindInput {
  readonly material: Material;
  readonly clock: WallClock;
  readonly today: string;
  readonly device: string;
}

/** The longest first where there is a length, else the newest first. */
export function incidentsBehind(behind: Computed, input: BehindInput): Counted[] {
  const { material } = input;
  if (behind.what === 'measure' && !behind.isMissing) {
    const value = MEASURES[behind.measure];
    return inGroup(behind.group, input)
      .map((facts) => ({ id: facts.id, ms: value(facts) }))
      .filter(({ ms }) => ms !== null)
      .sort((a, b) => (b.ms ?? 0) - (a.ms ?? 0));
  }
  if (behind.what === 'repeats') return repeatsBehind(behind, material);
  if (behind.what === 'hour' || behind.what === 'interruption') return pagesBehind(behind, input);
  if (behind.what === 'actions') return actionsBehind(behind, input);
  return newestFirst(plainlyBehind(behind, input));
}

function newestFirst(facts: readonly IncidentFacts[]): Counted[] {
  return facts.toSorted((a, b) => b.triggeredAt - a.triggeredAt).map(({ id }) => ({ id, ms: null }));
}

type Plain = Exclude<Computed, { what: 'hour' | 'interruption' | 'actions' | 'repeats' }>;

function plainlyBehind(behind: Plain, input: BehindInput): readonly IncidentFacts[] {
  const { incidents } = input.material;
  switch (behind.what) {
    case 'all': {
      const { from = -Infinity, to = Infinity, severity } = behind;
      return inGroup(behind.group, input).filter(
        (facts) => facts.triggeredAt >= from && facts.triggeredAt < to && (severity === undefined || facts.severity === severity),
      );
    }
    case 'measure':
      return inGroup(behind.group, input).filter((facts) => MEASURES[behind.measure](facts) === null);
    case 'rule':
      return incidents.filter((facts) => facts.rule === behind.rule);
    case 'noise':
      return incidents.filter((facts) => isNoisy(facts, behind.kind));
  }
}

function isNoisy(facts: IncidentFacts, kind: 'paged' | 'not-acted' | 'blips' | 'refired'): boolean {
  if (kind === 'blips') return facts.blips > 0;
  if (kind === 'refired') return facts.runs > 1;
  const paged = pagedRunsOf(facts);
  return kind === 'paged' ? paged > 0 : paged > actionableRunsOf(facts);
}

function inGroup(
  wanted: { by: (typeof GROUPINGS)[number]; key: string } | null,
  { material, clock }: BehindInput,
): readonly IncidentFacts[] {
  if (wanted === null) return material.incidents;
  const monthOf = monthReader(clock);
  return material.incidents.filter((facts) => keyOf(facts, wanted.by, monthOf) === wanted.key);
}

/** The value is the time since the one before. */
function repeatsBehind({ rule, service }: Extract<Behind, { what: 'repeats' }>, { incidents, gaps }: Material): Counted[] {
  const found = incidents.flatMap((facts, i): Counted[] => {
    const ms = gaps[i] ?? Number.NaN;
    const isWanted = !Number.isNaN(ms) && (rule === null || (facts.rule === rule && facts.service === service));
    return isWanted ? [{ id: facts.id, ms }] : [];
  });
  return found.reverse();
}

/** An incident stands there once, however often it paged. */
function pagesBehind(behind: Extract<Behind, { what: 'hour' | 'interruption' }>, { material, clock, device }: BehindInput): Counted[] {
  const ids = new Set<string>();
  const { pages, bySlot } = material;
  for (let i = pages.length - 1; i >= 0; i--) {
    const facts = bySlot[pages.slot[i] as number];
    if (facts === undefined) continue;
    const wall = clock.at(pages.at[i] as number);
    const where = pages.devices[pages.device[i] as number];
    const isWanted =
      behind.what === 'hour'
        ? wall.weekday === behind.weekday && wall.hour === behind.hour
        : where === device && interruptionAt(wall) === behind.kind;
    if (isWanted) ids.add(facts.id);
  }
  return [...ids].map((id) => ({ id, ms: null }));
}

function actionsBehind({ outcome, kind, month }: Extract<Behind, { what: 'actions' }>, { material, clock, today }: BehindInput): Counted[] {
  const dayOf = (at: number): string => clock.day(at);
  const ids = material.actions
    .filter((action) => outcome === null || outcomeOf(action, today, dayOf) === outcome)
    .filter((action) => kind === null || (action.kind ?? '') === kind)
    .filter((action) => month === null || dayOf(action.recordedAt).startsWith(month))
    .map((action) => action.incident);
  return [...new Set(ids)].map((id) => ({ id, ms: null }));
}
