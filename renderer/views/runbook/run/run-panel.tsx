// What a person sees before anything runs: exactly what, where, as whom, with which values; and one press, or two where it is dangerous.
import { Button, Checkbox, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { CallError } from '../../../../shared/contract';
import type { RunKind, RunPlan } from '../../../../shared/domain/run';
import { msg } from '../../../../shared/words/words';
import { Kbd } from '../../../ui/kbd';
import { ParamFields } from './param-fields';
import { PlanFacts } from './plan-facts';
import styles from './run.module.css';
import { startRun } from './run-acts';
import { GO_WORD } from './run-words';
import { type RunTarget, usePlan } from './use-plan';

interface Props {
  readonly target: RunTarget;
  readonly kind: RunKind;
  readonly title: string;
  onStarted(run: string): void;
  onClose(): void;
}

/** Typed for the second yes. */
const YES = 'run';

export function RunPanel({ target, kind, title, onStarted, onClose }: Props) {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [server, setServer] = useState<string | null>(null);
  const [isTerminal, setIsTerminal] = useState<boolean | null>(null);
  const [typed, setTyped] = useState('');
  const [refusal, setRefusal] = useState<CallError | null>(null);
  const [isSending, setIsSending] = useState(false);
  const { plan, error, isStale, again } = usePlan(target, values, server, isTerminal);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  const isThere = plan !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the panel is as tall as its plan
  useEffect(() => panel.current?.scrollIntoView({ block: 'nearest' }), [isThere]);
  const isSure = plan !== null && (plan.dangers.length === 0 || typed.trim().toLowerCase() === YES);
  const canRun = plan !== null && !isStale && plan.problems.length === 0 && isSure && !isSending;
  const go = async (): Promise<void> => {
    if (!canRun || plan === null) return;
    setIsSending(true);
    const { sha256, dangers } = plan;
    const reply = await startRun({ ...target, values: { ...values }, server, isTerminal, sha256, accepted: [...dangers] });
    setIsSending(false);
    if (reply.ok) return onStarted(reply.value.run);
    setRefusal(reply.error);
    setTyped('');
    again();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const isGo = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (!isGo && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (isGo) void go();
    else onClose();
  };
  const shownError = refusal ?? error;
  return (
    <section
      ref={panel}
      className={styles.panel}
      role="dialog"
      aria-label={msg`What would run: ${title}`}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {plan ? (
        <>
          <PlanFacts plan={plan} onServer={setServer} />
          <ParamFields params={plan.params} values={values} onChange={(name, value) => setValues((v) => ({ ...v, [name]: value }))} />
          {plan.canBeTerminal && (
            <Checkbox
              size="xs"
              label={msg`In a terminal: it can ask, you can type`}
              checked={isTerminal ?? plan.isTerminal}
              onChange={(e) => setIsTerminal(e.currentTarget.checked)}
            />
          )}
          <Warnings plan={plan} typed={typed} onTyped={setTyped} />
        </>
      ) : (
        !error && <p className={styles.quiet}>{msg`Asking what exactly would run…`}</p>
      )}
      {shownError && (
        <p role="alert" className={styles.problem}>
          ▲ {shownError.what} {shownError.remedy}
        </p>
      )}
      <div className={styles.actions}>
        <Button
          size="xs"
          {...(plan && plan.dangers.length > 0 && { variant: 'default' })}
          disabled={!canRun}
          aria-busy={isSending}
          onClick={() => void go()}
        >
          {GO_WORD[kind]}
        </Button>
        <Button size="xs" variant="default" onClick={onClose}>{msg`Don’t`}</Button>
        <span className={styles.quiet}>
          <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd> {msg`· the output goes onto the timeline by itself`}
        </span>
      </div>
    </section>
  );
}

function Warnings({ plan, typed, onTyped }: { readonly plan: RunPlan; readonly typed: string; onTyped(text: string): void }) {
  return (
    <>
      {plan.problems.map((p) => (
        <p key={p} className={styles.problem}>
          ▲ {p}
        </p>
      ))}
      {plan.notes.map((n) => (
        <p key={n} className={styles.quiet}>
          {n}
        </p>
      ))}
      {plan.dangers.length > 0 && (
        <div className={styles.danger}>
          <b>{msg`Asks twice`}</b>
          <ul>
            {plan.dangers.map((d) => (
              <li key={d}>{d}</li>
            ))}
          </ul>
          <TextInput
            size="xs"
            label={msg`Type “${YES}” if this is what you want`}
            value={typed}
            maxLength={20}
            autoComplete="off"
            onChange={(e) => onTyped(e.currentTarget.value)}
          />
        </div>
      )}
    </>
  );
}
