// The stages of one incident as a flow: how wide a piece is grows with the logarithm of its length, so that seconds and days both show.
import type { IncidentRow } from '../../../shared/domain/incident';
import { msg } from '../../../shared/words/words';
import { shortDuration } from '../../ui/time-words';
import { STAGE_WORDS, type Stage, type StageName, stagesOf } from '../incident/stages';
import styles from './stage-flow.module.css';

const SHOWN: readonly StageName[] = ['Detect', 'Respond', 'Resolve', 'Close'];

export function StageFlow({ row }: { readonly row: IncidentRow }) {
  const stages = stagesOf(row, Date.now()).filter(({ name }) => SHOWN.includes(name));
  return (
    <span className={styles.flow} role="img" aria-label={stages.map(wordsOf).join(', ')}>
      {stages.map((stage) => (
        <span
          key={stage.name}
          className={styles.piece}
          data-stage={stage.name}
          data-state={stage.state}
          title={wordsOf(stage)}
          style={{ flexGrow: weightOf(stage) }}
        >
          <span className={styles.name}>{STAGE_WORDS[stage.name]}</span>
          <span>{stage.ms === null ? '–' : shortDuration(stage.ms)}</span>
        </span>
      ))}
    </span>
  );
}

function weightOf({ ms }: Stage): number {
  return ms === null ? 0.4 : Math.max(0.4, Math.log10(1 + ms / 1_000));
}

function wordsOf({ name, state, ms, note }: Stage): string {
  const length =
    ms === null ? (state === 'skipped' ? msg`skipped` : msg`not yet`) : `${shortDuration(ms)}${state === 'current' ? msg` so far` : ''}`;
  return `${STAGE_WORDS[name]} ${length}${note === '' ? '' : ` (${note})`}`;
}
