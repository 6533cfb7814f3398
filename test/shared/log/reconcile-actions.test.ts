import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ActionRecord } from '../../../shared/domain/action';
import { reconcile, textEditsFor } from '../../../shared/log/decide/reconcile-actions';
import type { Draft, LogEvent } from '../../../shared/log/event';
import { foldAction, isActionEvent } from '../../../shared/log/views/actions';
import { actionLinesOf, applyEdits } from '../../../shared/postmortem/action-lines';

/** A board and a text that are reconciled, as the engine does it. */
class Bench {
  readonly records = new Map<string, ActionRecord>();
  text = '';
  private ids = 0;

  type(text: string, isElsewhere: (id: string) => boolean = () => false): readonly Draft[] {
    const lines = actionLinesOf(text);
    const newId = (): string => `act-N${++this.ids}`;
    const { drafts, edits } = reconcile({ incident: 'i1', lines, known: [...this.records.values()], isElsewhere, newId, by: 'Ana' });
    this.text = applyEdits(text, edits);
    for (const draft of drafts) {
      const event = { ...draft, at: 1 } as LogEvent;
      if (!isActionEvent(event)) continue;
      const folded = foldAction(this.records.get(event.data.action), event);
      if (folded) this.records.set(folded.id, folded);
    }
    return drafts;
  }

  get kept(): ActionRecord[] {
    return [...this.records.values()].filter((a) => !a.isRemoved);
  }
}

const line = fc
  .tuple(
    fc.constantFrom('- [ ]', '* [x]', '- [X]'),
    fc.string({ unit: 'grapheme', maxLength: 20 }).map((t) => t.replace(/[\r\n\u2028\u2029\u0085]/g, ' ')),
    fc.constantFrom('', ' (owner: @a)', ' (id: act-1)', ' (id: act-2, due: 2026-01-01)', ' (state: dropped, id: act-X1)', ' (due: soon)'),
  )
  .map((parts) => parts.join(' '));
const text = fc
  .array(fc.oneof(line, fc.constantFrom('', 'prose', '## Actions', '## Notes', '```')), { maxLength: 12 })
  .map((lines) => ['## Actions', ...lines].join('\n'));

describe('[J2] reconciling', () => {
  test('whatever is typed: ids are unique, the board says what the text says, and a second look finds nothing to do', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (texts) => {
        const bench = new Bench();
        for (const typed of texts) {
          bench.type(typed, (id) => id === 'act-2');
          const lines = actionLinesOf(bench.text).filter((l) => l.action.text !== '');
          expect(new Set(lines.map((l) => l.action.id)).size).toBe(lines.length);
          const said = lines.map(({ action: { id, text: words, state, owner, due, kind } }) => ({ id, words, state, owner, due, kind }));
          const isSaid = (a: ActionRecord): boolean => lines.some((l) => l.action.id === a.id);
          const isBeingTyped = (a: ActionRecord): boolean => !isSaid(a) && bench.text.includes(a.id);
          const shown = bench.kept
            .filter((a) => !isBeingTyped(a))
            .map(({ id, text: words, state, owner, due, kind }) => ({ id, words, state, owner, due, kind }));
          const byId = (a: { id: string | null }, b: { id: string | null }): number => String(a.id).localeCompare(String(b.id));
          expect(shown.sort(byId)).toEqual(said.sort(byId));
          expect(bench.type(bench.text, (id) => id === 'act-2')).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('a copied line is an action of its own; one that is cut and put back is the same one', () => {
    const bench = new Bench();
    bench.type('## Actions\n- [ ] one');
    const before = bench.text;
    bench.type(`${before}\n- [ ] one (id: act-N1)`);
    expect(bench.kept.map((a) => a.id)).toEqual(['act-N1', 'act-N2']);
    expect(bench.type('## Actions\n').map((d) => d.kind)).toEqual(['action.removed', 'action.removed']);
    bench.type(before);
    expect(bench.kept.map((a) => a.id)).toEqual(['act-N1']);
  });

  test('what the board says becomes the line, and everything around it stays', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const bench = new Bench();
        bench.type(typed);
        const changed = bench.kept.map((a) => ({ ...a, owner: '@zoe', state: 'in-progress' as const }));
        const next = applyEdits(bench.text, textEditsFor(bench.text, changed));
        const lines = actionLinesOf(next).filter((l) => l.action.text !== '');
        expect(lines.every(({ action }) => action.owner === '@zoe' && action.state === 'in-progress')).toBe(true);
        const rest = (whole: string): string[] => whole.split('\n').filter((l) => !l.includes('act-'));
        expect(rest(next)).toEqual(rest(bench.text));
      }),
      { numRuns: 300 },
    );
  });

  test('an action without a line gets one at the end of the section, and the section where there is none', () => {
    const bench = new Bench();
    bench.type('## Actions\n- [ ] one');
    const [one] = bench.kept as [ActionRecord];
    const two = { ...one, id: 'act-2', text: 'two' };
    expect(
      applyEdits('# T\n\n## Actions\n\n- [ ] x\n\n## Notes\n', textEditsFor('# T\n\n## Actions\n\n- [ ] x\n\n## Notes\n', [two])),
    ).toBe('# T\n\n## Actions\n\n- [ ] x\n- [ ] two (id: act-2)\n\n## Notes\n');
    expect(applyEdits('# T\n', textEditsFor('# T\n', [two]))).toBe('# T\n\n## Actions\n\n- [ ] two (id: act-2)\n');
  });
});
