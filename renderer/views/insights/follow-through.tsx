// Whether what was promised was done: actions by kind or by the month in which they were written down.
import { useState } from 'react';
import { type FollowThrough as Numbers, OUTCOMES, type Outcome, type OutcomeGroup } from '../../../shared/insights/follow-through';
import { OUTCOME_WORDS } from '../../../shared/insights/words';
import { msg } from '../../../shared/words/words';
import { ChoiceMenu } from '../../ui/choice-menu';
import { Card } from './card';
import { count } from './figures';
import styles from './follow-through.module.css';
import type { OpenBehind } from './open-behind';
import { StackedRows } from './stacked-rows';

type By = 'kind' | 'month';

const COLOURS: Readonly<Record<Outcome, readonly [colour: string, opacity: number]>> = {
  'in-time': ['var(--ok)', 1],
  late: ['var(--s2)', 1],
  undated: ['var(--ok)', 0.5],
  open: ['var(--accent)', 0.6],
  overdue: ['var(--s1)', 1],
  dropped: ['var(--line-strong)', 1],
};

export function FollowThrough({ actions, open }: { readonly actions: Numbers; readonly open: OpenBehind }) {
  const [by, setBy] = useState<By>('kind');
  const groups = by === 'kind' ? actions.byKind : actions.byMonth;
  const table = {
    head: [by, ...OUTCOMES.map((o) => OUTCOME_WORDS[o])],
    rows: groups.map(({ key, counts }) => [nameOf(key), ...OUTCOMES.map((o) => counts[o])]),
  };
  return (
    <Card
      title={msg`Actions by ${by}`}
      name={`actions-by-${by}`}
      about={msg`Written down in this period. Done counts where the guard, if there is one, is green.`}
      table={table}
      choices={
        <ChoiceMenu<By>
          name={msg`By`}
          value={by}
          choices={[
            { value: 'kind', label: msg`kind` },
            { value: 'month', label: msg`month` },
          ]}
          onChoose={setBy}
        />
      }
    >
      {actions.total === 0 ? (
        <p className={styles.none}>{msg`No action was written down in this period.`}</p>
      ) : (
        <>
          <StackedRows label={msg`Actions by ${by}`} rows={groups.map((group) => rowOf(group, by, open))} nameWidth={74} wordsWidth={116} />
          <ul className={styles.key}>
            {OUTCOMES.filter((o) => actions.counts[o] > 0).map((o) => (
              <li key={o}>
                <span className={styles.swatch} style={{ background: COLOURS[o][0], opacity: COLOURS[o][1] }} aria-hidden />
                <button
                  type="button"
                  className={styles.link}
                  onClick={() =>
                    open({ what: 'actions', outcome: o, kind: null, month: null }, msg`Actions: ${OUTCOME_WORDS[o].toLowerCase()}`)
                  }
                >
                  {OUTCOME_WORDS[o]} {count(actions.counts[o])}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

const nameOf = (key: string): string => key || msg`no kind`;

function rowOf({ key, counts }: OutcomeGroup, by: By, open: OpenBehind) {
  const total = OUTCOMES.reduce((sum, o) => sum + counts[o], 0);
  const finished = counts['in-time'] + counts.late + counts.undated;
  return {
    ...{ key, name: nameOf(key), words: msg`${count(finished)} of ${count(total)} done` },
    pieces: OUTCOMES.map((o) => ({
      ...{ key: o, n: counts[o], colour: COLOURS[o][0], opacity: COLOURS[o][1], label: `${OUTCOME_WORDS[o]}: ${count(counts[o])}` },
      open: () =>
        open(
          { what: 'actions', outcome: o, kind: by === 'kind' ? key : null, month: by === 'month' ? key : null },
          msg`Actions, ${nameOf(key)}: ${OUTCOME_WORDS[o].toLowerCase()}`,
        ),
    })),
  };
}
