// Above the text: where it stands on its way, whether it is saved, when it is due, and the next step.
import { Button, Tooltip } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { IncidentRow } from '../../../shared/domain/incident';
import { isPostmortemEditable, type Postmortem, type PostmortemStatus } from '../../../shared/domain/postmortem';
import { revealLine } from '../../../shared/domain/reveal-text';
import type { PublishTarget } from '../../../shared/settings/publish';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { toggleWide, useWide } from '../../store/wide';
import { useTimeWords } from '../../ui/clock';
import { rich } from '../../ui/rich';
import { Tag } from '../../ui/tag';
import { exactTime } from '../../ui/time-words';
import { shareActs } from '../postmortem/share/share-acts';
import { dueWords, statusWords } from '../postmortems/postmortem-rows';
import { KeepVersion } from './keep-version';
import { MoveForm } from './move-form';
import styles from './postmortem-tab.module.css';

const ShareDialog = lazy(() => import('../postmortem/share/share-dialog').then((module) => ({ default: module.ShareDialog })));

interface Props {
  readonly row: IncidentRow;
  readonly postmortem: Postmortem;
}

export interface Step {
  readonly to: PostmortemStatus;
  readonly label: string;
}

const ONWARD: Readonly<Record<PostmortemStatus, Step | null>> = {
  draft: { to: 'in-review', label: msg`Ask for review` },
  'in-review': { to: 'approved', label: msg`Approve…` },
  approved: { to: 'published', label: msg`Mark as published` },
  published: null,
};
const NOWHERE: readonly PublishTarget[] = [];
const BACK: Step = { to: 'draft', label: msg`Back to draft…` };

export function PostmortemHead({ row, postmortem }: Props) {
  const [isKeeping, setIsKeeping] = useState(false);
  const [isSharing, setIsSharing] = useState(false);
  const isWide = useWide((s) => s.isWide);
  const [step, setStep] = useState<Step | null>(null);
  const { status } = postmortem;
  const onward = ONWARD[status];
  return (
    <header className={styles.head}>
      <div className={styles.line}>
        <Tag tone={status === 'approved' || status === 'published' ? 'good' : 'neutral'}>{statusWords(status)}</Tag>
        <Moved postmortem={postmortem} />
        <Due dueAt={row.postmortem?.dueAt ?? null} />
        <span className={styles.steps}>
          <Tooltip label={msg`The whole width (Ctrl+\\)`}>
            <Button size="compact-xs" variant={isWide ? 'light' : 'default'} aria-pressed={isWide} onClick={toggleWide}>{msg`Wide`}</Button>
          </Tooltip>
          <Button
            size="compact-xs"
            variant="default"
            aria-expanded={isKeeping}
            onClick={() => setIsKeeping(!isKeeping)}
          >{msg`Save a version…`}</Button>
          <Button size="compact-xs" variant="default" onClick={() => setIsSharing(true)}>{msg`Share…`}</Button>
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
      {isKeeping && <KeepVersion incident={row.id} onClose={() => setIsKeeping(false)} />}
      {isSharing && <Share row={row} canEdit={isPostmortemEditable(status)} onClose={() => setIsSharing(false)} />}
    </header>
  );
}

/** Who took the last step, and what they said. */
function Moved({ postmortem: { status, movedAt, movedBy, movedWhy } }: { readonly postmortem: Postmortem }) {
  if (status === 'draft' && movedWhy === '') return null;
  return (
    <span className={styles.quiet} title={exactTime(movedAt)}>
      {rich`by ${revealLine(movedBy)}${movedWhy && `: ${revealLine(movedWhy)}`}`}
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

function Share({ row, canEdit, onClose }: { readonly row: IncidentRow; readonly canEdit: boolean; onClose(): void }) {
  const { online } = useNetwork();
  const targets = useDesk((s) => s.settings?.publish ?? NOWHERE);
  const acts = useMemo(() => shareActs(row.id, `INC-${row.number}-postmortem`), [row.id, row.number]);
  return (
    <Suspense fallback={null}>
      <ShareDialog name={`INC-${row.number}`} targets={targets} isOffline={!online} canEdit={canEdit} acts={acts} onClose={onClose} />
    </Suspense>
  );
}
