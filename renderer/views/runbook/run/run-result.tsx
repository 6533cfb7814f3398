// One run: its output as it comes, a way to cancel it, how it ended, and the mark that its end suggests.
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { RunKind } from '../../../../shared/domain/run';
import type { RunView } from '../../../../shared/log/views/runs';
import { msg } from '../../../../shared/words/words';
import { callEngine } from '../../../bridge';
import { linesOf, NO_OUTPUT, useRuns } from '../../../store/runs';
import { QueryChart } from './query-chart';
import styles from './run.module.css';
import { cancelRun } from './run-acts';
import { RunInput } from './run-input';
import { RunOutput } from './run-output';
import { endWords, isGood, sizeWords } from './run-words';
import { useTerminalSize } from './use-terminal-size';

interface Props {
  readonly incident: string;
  readonly run: string;
  /** Null: the incident's detail does not know it yet. */
  readonly view: RunView | null;
  readonly kind: RunKind;
  readonly title: string;
  onEnded(): void;
  onMark(to: 'done' | 'failed'): void;
}

export function RunResult({ incident, run, view, kind, title, onEnded, onMark }: Props) {
  const live = useRuns((s) => s.runs.get(run));
  const [kept, setKept] = useState<string | null>(null);
  const [isMarked, setIsMarked] = useState(false);
  const hasLive = live !== undefined;
  useEffect(() => {
    if (hasLive) return;
    let isOver = false;
    void callEngine('get-run', { incident, run }).then((reply) => !isOver && reply.ok && setKept(reply.value.output));
    return () => {
      isOver = true;
    };
  }, [hasLive, incident, run]);
  const hasEnded = live?.end != null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it ends
  useEffect(() => {
    if (hasEnded && view?.end === null) onEnded();
  }, [hasEnded]);

  const end = live?.end ?? view?.end ?? null;
  const { lines, partial, series } = live ?? { ...NO_OUTPUT, lines: linesOf(kept ?? '') };
  const box = useRef<HTMLDivElement>(null);
  const isTyping = end === null && view?.isTerminal === true;
  useTerminalSize(run, isTyping, box);
  const isGoodEnd = end !== null && isGood(end);
  const bytes = live?.totalBytes ?? view?.end?.outputBytes ?? 0;
  const mark = (to: 'done' | 'failed'): void => {
    setIsMarked(true);
    onMark(to);
  };
  return (
    <div className={styles.result} ref={box}>
      <p className={styles.state} role="status" data-good={end === null ? undefined : isGoodEnd}>
        {end === null ? '◌ Runs' : `${isGoodEnd ? '✓' : '✗'} ${endWords(end, kind)}`} · {sizeWords(bytes)}
        {end?.isCut && msg`, beginning and end are kept`}
        {end === null && <Button size="compact-xs" variant="default" onClick={() => void cancelRun(run)}>{msg`Cancel`}</Button>}
        {end !== null && hasLive && !isMarked && (
          <Button size="compact-xs" variant="default" onClick={() => mark(isGoodEnd ? 'done' : 'failed')}>
            {isGoodEnd ? msg`Mark the step done` : msg`Mark the step failed`}
          </Button>
        )}
      </p>
      {series && series.length > 0 && <QueryChart series={series} />}
      {(lines.length > 0 || partial !== '') && (
        <RunOutput label={msg`Output of ${title}`} lines={partial === '' ? lines : [...lines, ...linesOf(partial)]} />
      )}
      {isTyping && <RunInput run={run} title={title} asked={partial} />}
      {end !== null && lines.length === 0 && !series && (
        <p className={styles.quiet}>{kept === null && !hasLive ? msg`Reading…` : msg`It printed nothing.`}</p>
      )}
    </div>
  );
}
