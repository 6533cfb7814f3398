// How well the lint judges its corpus, and what it costs in a document of one megabyte: the first reading and an edit.
import { createLinter, type Linter } from '../../shared/lint/linter';
import { readCorpus, score } from '../shared/lint/corpus';
import { median } from './measure/quantile';
import { atLeast, atMost, type BenchRow, rowOf } from './row';

const BYTES = 1_000_000;
const FIRST_TURNS = 7;
const EDITS = 300;
const context = { people: ['Ana Lima', 'Raj Patel', 'Kenji Mori', 'Lena Vogt'].map((name) => ({ name, role: null })), today: '2026-11-22' };

/** Paragraphs of four sentences, a heading for each ten, a generated row and an action now and then. */
function largeDocument(): string {
  const sentences = readCorpus().map(({ sentence }) => sentence);
  const parts: string[] = [];
  for (let [at, length] = [0, 0]; length < BYTES; at++) {
    const words = [0, 1, 2, 3].map((n) => sentences[(at * 4 + n) % sentences.length]).join(' ');
    const title = at % 10 === 0 ? `## ${at % 50 === 0 ? 'Actions' : 'Part'} ${at}\n\n` : '';
    const action = at % 25 === 1 ? '- [ ] Improve monitoring (owner: @ana)\n\n' : '';
    const part = `${title}${words}\n\n${action}`;
    parts.push(part);
    length += part.length;
  }
  return parts.join('');
}

const timed = (work: () => unknown): number => {
  const from = performance.now();
  work();
  return performance.now() - from;
};

function editTimes(linter: Linter, document: string): number[] {
  let text = document;
  return Array.from({ length: EDITS }, (_, turn) => {
    const at = Math.floor((text.length * (turn + 0.5)) / EDITS);
    const insert = turn % 5 === 0 ? '\n\n' : ' obviously';
    text = text.slice(0, at) + insert + text.slice(at);
    text.charCodeAt(0);
    return timed(() => linter.edit(text, { from: at, to: at, inserted: insert.length }));
  });
}

function costRows(): BenchRow[] {
  const text = largeDocument();
  const cold = timed(() => createLinter(context).lint(text));
  const firsts = Array.from({ length: FIRST_TURNS }, () => timed(() => createLinter(context).lint(text)));
  const linter = createLinter(context);
  const found = linter.lint(text).length;
  const edits = editTimes(linter, text).sort((a, b) => a - b);
  return [
    rowOf({
      what: 'lint of 1 MB, first reading',
      measured: cold,
      unit: 'ms',
      reach: [atMost(200)],
      note: `nothing warm; warm median ${Math.round(median(firsts))} ms; ${found.toLocaleString('en')} findings`,
    }),
    rowOf({
      what: 'lint of 1 MB, one edit',
      measured: edits[Math.ceil(EDITS * 0.99) - 1] ?? Number.NaN,
      unit: 'ms',
      reach: [atMost(10)],
      note: `p99 of ${EDITS} edits all over the text; median ${median(edits).toFixed(1)} ms, worst ${(edits.at(-1) ?? 0).toFixed(1)} ms`,
    }),
  ];
}

function qualityRows(): BenchRow[] {
  const corpus = readCorpus();
  const parts = [
    ['whole corpus', corpus],
    ['held-out third', corpus.filter(({ isHeldOut }) => isHeldOut)],
  ] as const;
  return parts.flatMap(([name, sentences]) => {
    const { precision, recall, sameRule } = score(sentences);
    const note = `${sentences.length} sentences, ${Math.round(sameRule * 100)} % by the rule of the label`;
    return [
      rowOf({ what: `lint precision, ${name}`, measured: precision, unit: '', reach: [atLeast(0.9)], note }),
      rowOf({ what: `lint recall, ${name}`, measured: recall, unit: '', reach: [atLeast(0.8)], note }),
    ];
  });
}

export async function benchLint(): Promise<BenchRow[]> {
  return [...qualityRows(), ...costRows()];
}
