// Above the text: where it stands on its way, whether it is saved, when it is due, and the next step.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { IncidentRow } from '../../../shared/domain/incident';
import type { Postmortem, PostmortemStatus } from '../../../shared/domain/postmortem';
import { revealLine } from '../../../shared/domain/reveal-text';
import type { SaveState } from '../../store/postmortem-types';
import { useTimeWords } from '../../ui/clock';
import { Tag } from '../../ui/tag';
import { exactTime } from '../../ui/time-words';
import { dueWords, statusWords } from '../postmortems/postmortem-rows';
import { MoveForm } from './move-form';
import styles from './postmortem-tab.module.css';
import { VersionsPanel } from './versions-panel';

interface Props {
  readonly row: IncidentRow;
  readonly postmortem: Postmortem;
  readonly save: SaveState;
  onRetry(): void;
}

export interface Step {
  readonly to: PostmortemStatus;
  readonly label: string;
}

const ONWARD: Readonly<Record<PostmortemStatus, Step | null>> = {
  draft: { to: 'in-review', label: 'Ask for review' },
  'in-review': { to: 'approved', label: 'Approve…' },
  approved: { to: 'published', label: 'Mark as published' },
  published: null,
};
const BACK: Step = { to: 'draft', label: 'Back to draft…' };

export function PostmortemHead({ row, postmortem, save, onRetry }: Props) {
  const [areVersionsOpen, setAreVersionsOpen] = useState(false);
  const [step, setStep] = useState<Step | null>(null);
  const { status } = postmortem;
  const onward = ONWARD[status];
  return (
    <header className={styles.head}>
      <div className={styles.line}>
        <Tag tone={status === 'approved' || status === 'published' ? 'good' : 'neutral'}>{statusWords(status)}</Tag>
        <Moved postmortem={postmortem} />
        <Due dueAt={row.postmortem?.dueAt ?? null} />
        <Saved save={save} onRetry={onRetry} />
        <span className={styles.steps}>
          <Button size="compact-xs" variant="default" aria-expanded={areVersionsOpen} onClick={() => setAreVersionsOpen(!areVersionsOpen)}>
            Versions
          </Button>
          {status !== 'draft' && (
            <Button size="compact-xs" variant="default" onClick={() => setStep(BACK)}>
              {BACK.label}
            </Button>
          )}
          {onward && (
            <Button size="compact-xs" onClick={() => setStep(onward)}>
              {onward.label}
            </Button>
          )}
        </span>
      </div>
      {step && <MoveForm key={step.to} row={row} postmortem={postmortem} step={step} onClose={() => setStep(null)} />}
      {areVersionsOpen && <VersionsPanel postmortem={postmortem} />}
    </header>
  );
}

/** Who took the last step, and what they said. */
function Moved({ postmortem: { status, movedAt, movedBy, movedWhy } }: { readonly postmortem: Postmortem }) {
  if (status === 'draft' && movedWhy === '') return null;
  return (
    <span className={styles.quiet} title={exactTime(movedAt)}>
      by {revealLine(movedBy)}
      {movedWhy && `: ${revealLine(movedWhy)}`}
    </span>
  );
}

function Due({ dueAt }: { readonly dueAt: number | null }) {
  const words = useTimeWords((now) => dueWords(dueAt, now));
  if (dueAt === null) return null;
  return (
    <span className={styles.quiet} data-late={words.endsWith('late') || undefined} title={exactTime(dueAt)}>
      {words}
    </span>
  );
}

function Saved({ save, onRetry }: { readonly save: SaveState; onRetry(): void }) {
  return (
    <span className={styles.quiet} data-late={save.state === 'not-saved' || undefined} role="status">
      {revealLine(save.words)}
      {save.state === 'not-saved' && (
        <Button size="compact-xs" variant="subtle" onClick={onRetry}>
          Try again
        </Button>
      )}
    </span>
  );
}
