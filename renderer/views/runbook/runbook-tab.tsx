// The runbook of an incident: the best one open beside the alert, the others a click away, its steps ticked off in the log.
import { useState } from 'react';
import type { IncidentRunbooks } from '../../../shared/contract/runbooks';
import type { IncidentRow } from '../../../shared/domain/incident';
import type { RunbookMatch } from '../../../shared/domain/runbook';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { useUi } from '../../store/ui';
import { ErrorState } from '../../ui/error-state';
import { rich } from '../../ui/rich';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { changedWords } from './changed-words';
import { MissingRunbook } from './missing-runbook';
import styles from './runbook.module.css';
import { remark, runbookAct } from './runbook-acts';
import { RunbookHead } from './runbook-head';
import { RunbookKeys } from './runbook-keys';
import { RunbookPage } from './runbook-page';
import { pathBeside } from './runbook-paths';
import type { StepActions } from './step-actions';
import { NoteLine } from './step-note';
import { useOpenTime } from './use-open-time';
import { useRunbook } from './use-runbook';

interface Props {
  readonly row: IncidentRow;
  readonly runbooks: IncidentRunbooks | undefined;
  readonly actions?: StepActions;
  onActed(): void;
}

/** A runbook that a person chose stays chosen; else the best match. */
function chosenOf({ matches, work }: IncidentRunbooks, picked: string | null): string | null {
  return picked ?? work.current ?? matches[0]?.runbook ?? null;
}

function whyOf({ matches, work }: IncidentRunbooks, id: string): string {
  const attached = work.attached.find((a) => a.runbook === id);
  return attached?.why ?? matches.find((m) => m.runbook === id)?.why ?? msg`opened by hand`;
}

export function RunbookTab({ row, runbooks, actions, onActed }: Props) {
  const [picked, setPicked] = useState<string | null>(null);
  const [improving, setImproving] = useState<{ readonly step: string | null } | null>(null);
  const isDown = useDesk((s) => s.connection === 'engine-down');
  const id = runbooks ? chosenOf(runbooks, picked) : null;
  const { opened, error, changedAt, refresh } = useRunbook(id);
  useOpenTime(row.id, opened ? id : null);
  const browse = (): void => useUi.getState().go('runbooks');
  if (!runbooks) return <SkeletonRows count={6} />;
  if (id === null)
    return (
      <MissingRunbook
        links={runbooks.links}
        onNew={() => useUi.getState().openDialog({ kind: 'new-runbook', incident: row.id })}
        onBrowse={browse}
      />
    );
  if (!opened) return error ? <ErrorState error={error} onRetry={refresh} /> : <SkeletonRows count={6} />;

  const progress = Object.hasOwn(runbooks.work.progress, id) ? (runbooks.work.progress[id] ?? null) : null;
  const choose = (runbook: string): void => {
    setPicked(runbook);
    void runbookAct('attach-runbook', { incident: row.id, runbook }).then((isDone) => isDone && onActed());
  };
  const { document } = opened;
  const isOther = progress !== null && progress.version !== '' && progress.version !== document.info.version;
  return (
    <div className={styles.tab}>
      <RunbookHead
        opened={opened}
        why={whyOf(runbooks, id)}
        progress={progress}
        others={othersOf(runbooks, id)}
        onChoose={choose}
        onBrowse={browse}
        onImprove={() => setImproving({ step: null })}
      />
      {isDown && <p className={styles.notice}>{msg`▲ The engine is down: marks and notes are not kept until it is back.`}</p>}
      {error && <p className={styles.notice}>{rich`▲ ${error.what} What stands here is what was read before.`}</p>}
      {changedAt !== null && (
        <p className={styles.notice} role="status">
          {changedWords(opened.document.info, changedAt)}
        </p>
      )}
      {isOther && changedAt === null && (
        <p className={styles.notice}>{msg`The text was changed since it was opened here; marks stay with steps that kept their words.`}</p>
      )}
      {improving && (
        <div className={styles.improve}>
          <NoteLine
            label={msg`What should be better in this runbook?`}
            placeholder={improving.step === null ? msg`What should be better in this runbook?` : msg`What should be better at this step?`}
            onSend={(text) => remark({ incident: row.id, runbook: id, step: improving.step, text })}
            onClose={() => setImproving(null)}
          />
        </div>
      )}
      <RunbookPage
        key={id}
        document={document}
        incident={row.id}
        progress={progress}
        onActed={onActed}
        onRunbook={(path) => choose(pathBeside(document.info, path))}
        onImprove={(step) => setImproving({ step })}
        {...(actions && { actions })}
      />
      <RunbookKeys canMark />
    </div>
  );
}

function othersOf({ matches, work }: IncidentRunbooks, id: string): RunbookMatch[] {
  const attached = work.attached.filter((a) => !matches.some((m) => m.runbook === a.runbook));
  return [...matches, ...attached.map(({ runbook, title, why }) => ({ runbook, title, why, score: 0 }))].filter((m) => m.runbook !== id);
}
