// What may happen at a simulated desk, and how often.
import fc from 'fast-check';
import type { Act } from './oracle/oracle';
import { CONDITIONS, FEEDS, type Word } from './world';

export type Happening =
  | { readonly does: 'fire' | 'clear' | 'begin' | 'silence' | 'unsilence'; readonly which: readonly number[] }
  | { readonly does: 'lose'; readonly which: readonly number[]; readonly minutes: number }
  | { readonly does: 'word'; readonly which: readonly number[]; readonly word: Word }
  | { readonly does: 'fail' | 'heartless'; readonly feeds: readonly string[]; readonly minutes: number }
  | { readonly does: 'act'; readonly act: Act; readonly which: number }
  /** By the button of the newest page. */
  | { readonly does: 'answer'; readonly action: 'acknowledge' | 'snooze' }
  | { readonly does: 'pause'; readonly minutes: number | null }
  | { readonly does: 'presence'; readonly isLocked: boolean; readonly isIdle: boolean }
  | { readonly does: 'sleep' | 'restart'; readonly minutes: number };

/** `after`: seconds since the one before. */
export interface Timed {
  readonly after: number;
  readonly happening: Happening;
}

const which = fc.subarray(
  CONDITIONS.map((_, n) => n),
  { minLength: 1, maxLength: 4 },
);
const many = fc.subarray(
  CONDITIONS.map((_, n) => n),
  { minLength: 6 },
);
const feeds = fc.oneof(
  { weight: 2, arbitrary: fc.subarray([...FEEDS], { minLength: 1, maxLength: 1 }) },
  { weight: 1, arbitrary: fc.constant([...FEEDS]) },
);
const minutes = (max: number) => fc.integer({ min: 1, max });

const anyAct: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constantFrom(
        'acknowledge' as const,
        'acknowledge' as const,
        'unacknowledge' as const,
        'unsnooze' as const,
        'resolve' as const,
      ),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constantFrom('close' as const, 'reopen' as const) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('snooze' as const), minutes: minutes(240) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('set-severity' as const), severity: fc.integer({ min: 1, max: 5 }) }) },
);

const chance: readonly [number, fc.Arbitrary<Happening>][] = [
  [9, fc.record({ does: fc.constant('fire' as const), which })],
  [2, fc.record({ does: fc.constant('fire' as const), which: many })],
  [8, fc.record({ does: fc.constant('clear' as const), which })],
  [2, fc.record({ does: fc.constant('clear' as const), which: many })],
  [2, fc.record({ does: fc.constant('begin' as const), which })],
  [3, fc.record({ does: fc.constantFrom('silence' as const, 'unsilence' as const), which: fc.oneof(which, many) })],
  [2, fc.record({ does: fc.constant('lose' as const), which, minutes: minutes(8) })],
  [3, fc.record({ does: fc.constant('word' as const), which, word: fc.constantFrom<Word>('critical', 'error', 'warning', 'info') })],
  [3, fc.record({ does: fc.constantFrom('fail' as const, 'heartless' as const), feeds, minutes: minutes(30) })],
  [8, fc.record({ does: fc.constant('act' as const), act: anyAct, which: fc.nat(7) })],
  [4, fc.record({ does: fc.constant('answer' as const), action: fc.constantFrom('acknowledge' as const, 'snooze' as const) })],
  [1, fc.record({ does: fc.constant('pause' as const), minutes: fc.oneof(minutes(300), minutes(60), fc.constant(null)) })],
  [2, fc.record({ does: fc.constant('presence' as const), isLocked: fc.boolean(), isIdle: fc.boolean() })],
  [1, fc.record({ does: fc.constant('sleep' as const), minutes: fc.oneof(minutes(6), minutes(600)) })],
  [1, fc.record({ does: fc.constant('restart' as const), minutes: fc.oneof(minutes(6), minutes(600)) })],
];

const anyHappening = fc.oneof(...chance.map(([weight, arbitrary]) => ({ weight, arbitrary })));

/** Bursts, and calm of up to two hours and more. */
export const anyTimed: fc.Arbitrary<Timed> = fc.record({
  after: fc.oneof(fc.nat(30), fc.nat(900), fc.nat(7_200), fc.nat(20_000)),
  happening: anyHappening,
});
