// What can be done with a step beyond marking it: approve, run, look at what came out, now or before.
import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import type { IncidentRuns, RunView } from '../../../../shared/log/views/runs';
import { msg } from '../../../../shared/words/words';
import { useDesk } from '../../../store/desk';
import { Age } from '../../../ui/age';
import { rich } from '../../../ui/rich';
import { runbookAct } from '../runbook-acts';
import type { StepPlace } from '../step-actions';
import styles from './run.module.css';
import { approveStep } from './run-acts';
import { RunPanel } from './run-panel';
import { RunResult } from './run-result';
import { endWords, isGood, RUN_WORD } from './run-words';

interface Props extends StepPlace {
  readonly incident: string;
  readonly runs: IncidentRuns;
  onActed(): void;
}

export function StepRuns(props: Props) {
  const { step, incident, document, runs, onActed } = props;
  const runbook = document.info.id;
  if (step.kind === 'approval') {
    const given = runs.approvals.find((a) => a.runbook === runbook && a.step === step.id);
    const approve = async (): Promise<void> => {
      if (await approveStep({ incident, runbook, step: step.id, text: step.title })) onActed();
    };
    return given ? (
      <p className={styles.quiet}>
        {rich`✓ Approved by ${given.by}`} <Age at={given.at} className="" /> {msg`ago`}
      </p>
    ) : (
      <div className={styles.actions}>
        <Button size="compact-xs" variant="default" onClick={() => void approve()}>{msg`Approve`}</Button>
        <span className={styles.quiet}>{msg`commands below it wait for this`}</span>
      </div>
    );
  }
  if (step.kind === 'heading' || step.kind === 'check') return null;
  return <Runnable {...props} kind={step.kind} />;
}

/** A plan may be taller than the text's place: when it closes, what follows it would be out of sight above, and taken down. */
function backInSight(place: HTMLElement | null): void {
  const top = place?.closest('[data-focus="runbook"]')?.getBoundingClientRect().top ?? 0;
  if (place && place.getBoundingClientRect().top < top) place.scrollIntoView({ block: 'start' });
}

/** How a run ended stands below it once it is open: then only who and when are left to say. */
function pastWords({ end, kind }: RunView, isOpen: boolean): string {
  if (end === null) return '◌ runs ·';
  return `${isGood(end) ? '✓' : '✗'}${isOpen ? '' : ` ${endWords(end, kind)} ·`}`;
}

function Runnable({ step, incident, document, runs, onActed, kind }: Props & { readonly kind: RunView['kind'] }) {
  const runbook = document.info.id;
  const past = runs.runs.filter((r) => r.runbook === runbook && r.step === step.id);
  const [isPlanning, setIsPlanning] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<string | null>(null);
  const isDown = useDesk((s) => s.connection === 'engine-down');
  const running = past.find((r) => r.end === null);
  const open = shown ?? running?.run ?? null;
  const view = past.find((r) => r.run === open) ?? null;
  const mark = (to: 'done' | 'failed'): void =>
    void runbookAct('mark-step', { incident, runbook, step: step.id, stepTitle: step.title, to }).then((isDone) => isDone && onActed());
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the runbook must not act while something here has the focus
    <div ref={place} onKeyDown={(e) => e.key !== 'Escape' && e.stopPropagation()}>
      {!isPlanning && (
        <div className={styles.actions}>
          <Button
            size="compact-xs"
            variant="default"
            disabled={isDown}
            onClick={() => setIsPlanning(true)}
            data-run
            aria-label={`${RUN_WORD[kind]} ${step.title}`}
          >
            {RUN_WORD[kind]}
          </Button>
          {past.slice(0, 5).map((r) => (
            <button
              key={r.run}
              type="button"
              className={styles.past}
              aria-pressed={r.run === open}
              onClick={() => setShown(r.run === open ? '' : r.run)}
            >
              {pastWords(r, r.run === open)} {r.by}, <Age at={r.startedAt} className="" /> {msg`ago`}
            </button>
          ))}
          {past.length > 5 && <span className={styles.quiet}>{rich`and ${past.length - 5} before, on the timeline`}</span>}
        </div>
      )}
      {isPlanning && (
        <RunPanel
          target={{ incident, runbook, step: step.id }}
          kind={kind}
          title={step.title}
          onStarted={(run) => {
            backInSight(place.current);
            setIsPlanning(false);
            setShown(run);
            onActed();
          }}
          onClose={() => {
            backInSight(place.current);
            setIsPlanning(false);
          }}
        />
      )}
      {open && (
        <RunResult key={open} incident={incident} run={open} view={view} kind={kind} title={step.title} onEnded={onActed} onMark={mark} />
      )}
    </div>
  );
}
