// Drills: the one that runs, those that can be held, and what came of the earlier ones.
import { Button } from '@mantine/core';
import type { DrillScenario, DrillsView, PastDrill } from '../../../shared/contract/readiness';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { useUi } from '../../store/ui';
import { Age } from '../../ui/age';
import { rich } from '../../ui/rich';
import { Tag } from '../../ui/tag';
import { DrillScoreTable } from './drill-score';
import { placeId } from './go-to-place';
import styles from './readiness.module.css';
import { endDrill, startDrill } from './readiness-acts';

interface Props {
  readonly drills: DrillsView;
  onChanged(): void;
}

export function DrillsSection({ drills, onChanged }: Props) {
  const { running, scenarios, past, folderProblem } = drills;
  return (
    <section aria-label={msg`Drills`} className={styles.section}>
      <h3 id={placeId({ kind: 'drills' })} tabIndex={-1}>{msg`Drills`}</h3>
      <p
        className={styles.quiet}
      >{msg`A drill plays alerts through the whole path: they page, are grouped and wait for you as real ones do. Everything is marked DRILL, no metric counts it, nothing leaves for others without your yes, and a real SEV1 or security incident ends it.`}</p>
      {running && <Running drills={drills} onChanged={onChanged} />}
      {folderProblem !== '' && (
        <p role="status" className={styles.unsure}>
          ▲ {revealLine(folderProblem)}
        </p>
      )}
      <ul className={styles.list} aria-label={msg`Scenarios`}>
        {scenarios.map((s) => (
          <Scenario key={s.scenario} scenario={s} isBusy={running !== null} onChanged={onChanged} />
        ))}
      </ul>
      {scenarios.length === 0 && (
        <p className={styles.quiet}>{msg`No scenario. Set a folder with scenarios as drills.folder in the settings file.`}</p>
      )}
      <h4>{msg`Held before`}</h4>
      {past.length === 0 ? (
        <p className={styles.quiet}>{msg`None yet. The first one takes ten minutes.`}</p>
      ) : (
        past.map((d) => <Past key={d.drill} drill={d} />)
      )}
    </section>
  );
}

function Running({ drills, onChanged }: Props) {
  const { running } = drills;
  const open = useDesk((s) => s.status?.drill?.openCount ?? 0);
  if (!running) return null;
  return (
    <div className={styles.running} role="status">
      <Tag tone="unsure">{msg`DRILL`}</Tag>
      <b>{revealLine(running.title)}</b>
      <span>
        {msg`runs for`} <Age at={running.startedAt} />
        {rich`, ${open} open`}
      </span>
      <span className={styles.space} />
      <Button size="compact-sm" variant="default" onClick={() => useUi.getState().go('queue')}>{msg`Go to the queue`}</Button>
      <Button size="compact-sm" onClick={() => void endDrill().then(onChanged)}>{msg`End the drill`}</Button>
    </div>
  );
}

function Scenario({ scenario, isBusy, onChanged }: { readonly scenario: DrillScenario; readonly isBusy: boolean; onChanged(): void }) {
  const { title, problem, scenario: name } = scenario;
  return (
    <li>
      <span className={styles.name}>{revealLine(title)}</span>
      <span className={styles.quiet}>{name === 'builtIn' ? msg`comes with Dogwatch` : revealLine(name)}</span>
      {problem !== '' && <span className={styles.unsure}>▲ {revealLine(problem)}</span>}
      <span className={styles.space} />
      <Button
        size="compact-sm"
        variant="default"
        disabled={isBusy || problem !== ''}
        aria-label={msg`Start the drill ${title}`}
        onClick={() => void startDrill(name).then(onChanged)}
      >{msg`Start`}</Button>
    </li>
  );
}

function Past({ drill }: { readonly drill: PastDrill }) {
  const { title, endedAt, by, why, score } = drill;
  const name = revealLine(title);
  return (
    <details className={styles.past}>
      <summary>
        <b className={styles.points}>{score?.points ?? '–'}</b>
        <span className={styles.name}>{name}</span>
        <span className={styles.quiet}>
          <Age at={endedAt} /> {rich`ago · by ${revealLine(by)} · ${revealLine(why)}`}
        </span>
      </summary>
      {score && score.incident !== null ? (
        <>
          <p
            className={styles.quiet}
          >{rich`Measured on its worst incident, INC-${score.incidentNumber} ${revealLine(score.incidentTitle)}, from when it opened.`}</p>
          <DrillScoreTable score={score} label={msg`Score of ${name}`} />
        </>
      ) : (
        <p className={styles.quiet}>
          {score === null ? msg`It was cut off: nothing was measured.` : msg`No incident opened: nothing was measured.`}
        </p>
      )}
    </details>
  );
}
