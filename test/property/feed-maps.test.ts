// Every kind's map meets answers that went wrong on their way: whatever is in them, it answers with rows and refusals and never throws.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadKinds } from '../../electron/feeds/registry';
import { template } from '../../electron/feeds/template';
import type { MapResult } from '../../shared/feed';
import { problemsOf } from '../harness/map-problems';

const RUNS = 10_000;

const odd = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, true, 0, -1, 1e308, Number.NaN, '', '\u0000', '\ud800', [], {}, '__proto__', [[]], 8.64e15 + 1),
  fc.constantFrom<unknown>('0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', 'javascript:alert(1)', '<img src=x onerror=alert(1)>', '2'),
  fc.constantFrom<unknown>(JSON.parse('{"__proto__":{"key":1}}'), { toString: 1, length: 1e9 }, { 0: 'a', length: 1 }),
  fc.string({ maxLength: 50 }),
  fc.double(),
  fc.jsonValue({ maxDepth: 2 }),
);
type Mutation = readonly [steps: readonly number[], how: 'replace' | 'remove' | 'repeat', value: unknown];
const mutation: fc.Arbitrary<Mutation> = fc.tuple(
  fc.array(fc.nat(1000), { minLength: 1, maxLength: 8 }),
  fc.constantFrom('replace' as const, 'remove' as const, 'repeat' as const),
  odd,
);

/** Goes down the answer as far as the steps lead and changes what lies there. */
function mutated(answer: unknown, [steps, how, value]: Mutation): unknown {
  if (typeof answer !== 'object' || answer === null || steps.length === 0) return value;
  const names = Object.keys(answer);
  const name = names[(steps[0] as number) % Math.max(1, names.length)];
  if (name === undefined) return value;
  const inner = (answer as Record<string, unknown>)[name];
  const isLast = steps.length === 1 || typeof inner !== 'object' || inner === null;
  const next = isLast ? value : mutated(inner, [steps.slice(1), how, value]);
  if (Array.isArray(answer)) {
    const i = Number(name);
    const here = !isLast || how === 'replace' ? [next] : how === 'remove' ? [] : [inner, inner];
    return [...answer.slice(0, i), ...here, ...answer.slice(i + 1)];
  }
  const { [name]: _, ...rest } = answer as Record<string, unknown>;
  return isLast && how === 'remove' ? rest : { ...rest, [name]: next };
}

const kinds = [...(await loadKinds()), template];

describe.each(kinds.map((feed) => [feed.manifest.kind, feed.map as (raw: unknown) => MapResult] as const))('%s', (kind, map) => {
  const text = readFileSync(new URL(`../fixtures/${kind}/firing.json`, import.meta.url), 'utf8');

  it(`maps ${RUNS} damaged answers to rows and refusals`, () => {
    const whole = map(JSON.parse(text)).sightings.length;
    let kept = 0;
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
        const answer = mutations.reduce(mutated, JSON.parse(text) as unknown);
        const result = map(answer);
        expect(problemsOf(result)).toEqual([]);
        kept += result.sightings.length;
      }),
      { numRuns: RUNS },
    );
    // Damage in one place takes no more than its own row: on average some rows of every answer stay.
    expect(kept / RUNS).toBeGreaterThan(whole / 10);
  }, 120_000);
});
