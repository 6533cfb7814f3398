// Reads the corpus of labelled sentences and scores the lint on it: all of it, and the third that rules were not tuned on.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createLinter } from '../../../shared/lint/linter';

const folder = resolve(import.meta.dirname, '../../corpus/blameless');

export interface Labelled {
  readonly label: string;
  readonly sentence: string;
  readonly file: string;
  readonly isHeldOut: boolean;
}

/** Every third line of each file is held out. */
export function readCorpus(): Labelled[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  return files.sort().flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line, index) => {
        const cut = line.indexOf('|');
        return { label: line.slice(0, cut).trim(), sentence: line.slice(cut + 1).trim(), file: name, isHeldOut: index % 3 === 2 };
      }),
  );
}

export interface Score {
  readonly sentences: number;
  readonly precision: number;
  readonly recall: number;
  /** Share of the raised sentences that were raised by the rule of their label. */
  readonly sameRule: number;
  readonly falselyRaised: readonly string[];
  readonly missed: readonly string[];
}

const people = ['Ana Lima', 'Raj Patel', 'Kenji Mori', 'Lena Vogt'].map((name) => ({ name, role: null }));

/** A sentence counts as raised when it has at least one finding. */
export function score(corpus: readonly Labelled[]): Score {
  const linter = createLinter({ people, today: null });
  const judged = corpus.map(({ label, sentence }) => ({ label, sentence, rules: linter.lint(sentence).map(({ rule }) => String(rule)) }));
  const raised = judged.filter(({ rules }) => rules.length > 0);
  const right = raised.filter(({ label }) => label !== 'ok');
  const bad = judged.filter(({ label }) => label !== 'ok');
  return {
    sentences: corpus.length,
    precision: right.length / raised.length,
    recall: right.length / bad.length,
    sameRule: right.filter(({ label, rules }) => rules.includes(label)).length / right.length,
    falselyRaised: raised.filter(({ label }) => label === 'ok').map(({ sentence, rules }) => `${rules}: ${sentence}`),
    missed: bad.filter(({ rules }) => rules.length === 0).map(({ label, sentence }) => `${label}: ${sentence}`),
  };
}
