// The text of a runbook with its steps, of which only what is in sight is drawn. Keys move between steps and mark them.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { RunbookDocument } from '../../../shared/domain/runbook';
import type { RunbookBlock } from '../../../shared/domain/runbook-text';
import type { StepState } from '../../../shared/log/kinds/runbooks';
import type { RunbookProgress } from '../../../shared/log/views/runbook';
import { msg } from '../../../shared/words/words';
import { Block } from './block';
import styles from './runbook.module.css';
import { runbookAct } from './runbook-acts';
import type { StepActions } from './step-actions';
import { nextOpen, stateOf } from './step-marks';
import { NoteLine } from './step-note';
import { StepRow } from './step-row';
import { useBlockKeys, useKeptPlace } from './use-kept-place';
import { usePosition } from './use-position';

interface Props {
  readonly document: RunbookDocument;
  /** Null: a look into the library, nothing to mark. */
  readonly incident: string | null;
  readonly progress: RunbookProgress | null;
  onActed(): void;
  onRunbook(path: string): void;
  onImprove?(step: string | null): void;
  readonly actions?: StepActions;
}

const LINE_PX = 21;
const CHARS_A_LINE = 70;
const OVERSCAN = 10;

function estimatePx(b: RunbookBlock | undefined): number {
  if (!b) return LINE_PX;
  if (b.kind === 'code') return 26 + LINE_PX * Math.min(40, b.text.split('\n', 41).length);
  if (b.kind === 'table') return 30 * (b.rows.length + 1);
  if (b.kind === 'heading') return 40;
  if (b.kind === 'rule') return 17;
  const chars = b.inlines.reduce((n, i) => n + (i.kind === 'break' ? CHARS_A_LINE : i.text.length), 0);
  return 8 + LINE_PX * Math.max(1, Math.ceil(chars / CHARS_A_LINE));
}

const STATES: Readonly<Record<string, StepState>> = { x: 'done', s: 'skipped', f: 'failed', o: 'open' };

export function RunbookPage({ document: doc, incident, progress, onActed, onRunbook, onImprove, actions }: Props) {
  const scroller = useRef<HTMLElement>(null);
  const { blocks, steps, info } = doc;
  const byBlock = useMemo(() => new Map(steps.map((s, i) => [s.block, i])), [steps]);
  const position = usePosition(incident, info.id, steps, progress?.position ?? null);
  const [noteAt, setNoteAt] = useState<string | null>(null);
  const getItemKey = useBlockKeys(doc);
  const list = useVirtualizer<HTMLElement, Element>({
    count: blocks.length,
    getScrollElement: () => scroller.current,
    estimateSize: (i) => estimatePx(blocks[i]),
    overscan: OVERSCAN,
    getItemKey,
  });
  useKeptPlace(doc, list, scroller);

  const moveTo = (index: number): void => {
    const step = steps[index];
    if (!step) return;
    position.moveTo(index);
    list.scrollToIndex(step.block, { align: 'auto' });
  };
  // The kept position is scrolled to once, when the text is there.
  const firstAt = useRef(position.at);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another text opens
  useEffect(() => {
    const step = steps[firstAt.current];
    if (step) list.scrollToIndex(step.block, { align: 'center' });
  }, [info.id]);

  const mark = (index: number, to: StepState): void => {
    const step = steps[index];
    if (!step || incident === null || step.kind === 'heading' || stateOf(progress, step.id) === to) return;
    position.moveTo(index);
    void runbookAct('mark-step', { incident, runbook: info.id, step: step.id, stepTitle: step.title, to }).then((isDone) => {
      if (!isDone) return;
      onActed();
      if (to !== 'open') moveTo(nextOpen(steps, index, progress));
    });
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.target as HTMLElement).closest('input, textarea, select, [role=dialog]'))
      return;
    const act = keyAct(event.key);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const keyAct = (key: string): (() => void) | null => {
    if (key === 'j' || key === 'ArrowDown') return () => moveTo(Math.min(steps.length - 1, position.at + 1));
    if (key === 'k' || key === 'ArrowUp') return () => moveTo(Math.max(0, position.at - 1));
    if (key === 'Home') return () => moveTo(0);
    if (key === 'End') return () => moveTo(steps.length - 1);
    if (key === 'i' && onImprove) return () => onImprove(steps[position.at]?.id ?? null);
    if (incident === null) return null;
    if (key === 'r') return () => scroller.current?.querySelector<HTMLElement>('[data-current] [data-run]')?.click();
    if (key === 'n') return () => setNoteAt(steps[position.at]?.id ?? null);
    const to = STATES[key];
    return to ? () => mark(position.at, to) : null;
  };

  const closeNote = (): void => {
    setNoteAt(null);
    scroller.current?.focus({ preventScroll: true });
  };
  const row = (b: RunbookBlock, i: number) => {
    const at = byBlock.get(i);
    const step = at === undefined ? undefined : steps[at];
    if (!step || at === undefined)
      return (
        <div className={styles.plain}>
          <Block block={b} onRunbook={onRunbook} />
        </div>
      );
    const isCurrent = at === position.at;
    return (
      <StepRow
        step={step}
        block={b}
        progress={progress && Object.hasOwn(progress.steps, step.id) ? (progress.steps[step.id] ?? null) : null}
        isCurrent={isCurrent}
        onMark={incident === null ? null : (to) => mark(at, to)}
        onPick={() => !isCurrent && position.moveTo(at)}
        onRunbook={onRunbook}
        actions={actions?.({ incident, document: doc, step, isCurrent })}
        note={
          noteAt === step.id &&
          incident !== null && (
            <NoteLine
              label={msg`Note at ${step.title}`}
              placeholder={msg`What did you see? It goes on the timeline.`}
              onSend={async (text) => {
                const isKept = await runbookAct('note-step', { incident, runbook: info.id, step: step.id, stepTitle: step.title, text });
                if (isKept) onActed();
                return isKept;
              }}
              onClose={closeNote}
            />
          )
        }
      />
    );
  };
  const current = steps[position.at];
  return (
    <section
      ref={scroller}
      className={styles.scroller}
      aria-label={msg`Text of ${info.title}`}
      data-focus="runbook"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <span className="visually-hidden" role="status">
        {current ? msg`Step ${position.at + 1} of ${steps.length}: ${current.title}` : ''}
      </span>
      <div className={styles.sizer} style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map((item) => (
          <div
            key={item.key}
            ref={list.measureElement}
            data-index={item.index}
            className={styles.virtual}
            style={{ transform: `translateY(${item.start}px)` }}
          >
            {blocks[item.index] && row(blocks[item.index] as RunbookBlock, item.index)}
          </div>
        ))}
      </div>
    </section>
  );
}
