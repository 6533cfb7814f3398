// The report of vitest in the shape that the summary of `npm test` reads: counts, and every test in trouble by name. Vitest's own JSON
// does not tell which tests needed their second try.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

export interface Trouble {
  test: string;
  /** `flaky`: it passed at its second try */
  kind: 'failed' | 'flaky';
  why: string;
}

export class UnitReport implements Reporter {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly { message?: string }[]): void {
    const cases = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (is: (one: TestCase) => boolean) => cases.filter(is).length;
    const isFlaky = (one: TestCase) => one.diagnostic()?.flaky === true;
    const stats = {
      expected: count((one) => one.result().state === 'passed' && !isFlaky(one)),
      unexpected: count((one) => one.result().state === 'failed'),
      flaky: count((one) => one.result().state === 'passed' && isFlaky(one)),
      skipped: count((one) => one.result().state === 'skipped'),
    };
    const troubles: Trouble[] = [
      ...cases.flatMap((one) => troubleOf(one)),
      ...modules.flatMap((module) => module.errors().map((error) => failed(module.relativeModuleId, error))),
      ...unhandled.map((error) => failed('outside of every test', error)),
    ];
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, JSON.stringify({ stats, troubles }));
  }
}

function troubleOf(one: TestCase): Trouble[] {
  const { state, errors } = one.result();
  const kind = state === 'failed' ? 'failed' : one.diagnostic()?.flaky ? 'flaky' : null;
  return kind ? [{ ...failed(`${one.module.relativeModuleId} › ${one.fullName}`, errors?.[0]), kind }] : [];
}

const failed = (test: string, error: { message?: string } | undefined): Trouble => ({ test, kind: 'failed', why: error?.message ?? '' });
