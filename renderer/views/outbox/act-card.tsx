// One act: what it is, where it stands and why, and what a person can do about it. The words of a message can be changed before the yes.
import { Button } from '@mantine/core';
import { type CSSProperties, useState } from 'react';
import type { ActView } from '../../../shared/contract/telling';
import { revealLine, revealText } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { confirmActs, dropActs } from '../../store/acts';
import { useUi } from '../../store/ui';
import { Age } from '../../ui/age';
import { useTimeWords } from '../../ui/clock';
import { Tag } from '../../ui/tag';
import { actGist, saidBy, stateWords } from './act-words';
import { ConflictDialog } from './conflict-dialog';
import styles from './outbox.module.css';
import { useActName } from './use-act-name';
import { useWording, WordingFields, wordingOf } from './wording-fields';

/** Where a card stands in a list of which only a part is drawn. */
export interface ListPlace {
  readonly ref: (item: HTMLLIElement | null) => void;
  readonly 'data-index': number;
  readonly 'aria-setsize': number;
  readonly 'aria-posinset': number;
  readonly style: CSSProperties;
}

interface Props {
  readonly act: ActView;
  /** Inside an incident its name goes without saying. */
  readonly hasIncident: boolean;
  readonly isEditing?: boolean;
  readonly place?: ListPlace;
}

export function ActCard({ act, hasIncident, isEditing = false, place }: Props) {
  const words = useTimeWords((now) => {
    const { tag, tone, why } = stateWords(act, now);
    return `${tag}\n${tone}\n${why}`;
  });
  const name = useActName(act);
  const [tag = '', tone, why = ''] = words.split('\n') as [string, ReturnType<typeof stateWords>['tone'], string];
  return (
    <li {...place} className={styles.card} data-state={act.state} aria-label={`${revealLine(name)}: ${tag}`}>
      <div className={styles.head}>
        <Tag tone={tone}>{tag}</Tag>
        <b className={styles.name}>{revealLine(name)}</b>
        {hasIncident && act.incident && (
          <button type="button" className={styles.link} onClick={() => act.incident && useUi.getState().showIncident(act.incident)}>
            {act.incidentName}
          </button>
        )}
        <span className={styles.space} />
        <Age at={act.state === 'sent' ? act.changedAt : act.requestedAt} />
      </div>
      {why !== '' && <p className={styles.why}>{revealLine(why)}</p>}
      <ActBody act={act} isEditing={isEditing} />
    </li>
  );
}

function ActBody({ act, isEditing }: { readonly act: ActView; readonly isEditing: boolean }) {
  const [isOpen, setIsOpen] = useState(isEditing || wordingOf(act.id) !== null);
  const isMessage = act.content.what === 'message';
  const said = saidBy(act);
  if (act.state === 'awaiting' && isMessage && isOpen) return <AwaitingForm act={act} />;
  return (
    <>
      <details className={styles.said}>
        <summary>{revealLine(actGist(act))}</summary>
        {said !== '' && <pre className={styles.text}>{revealText(said)}</pre>}
        <p className={styles.why}>{revealLine(`${act.why}${act.rule === null ? msg`, by ${act.by}` : ''}`)}</p>
      </details>
      <ActButtons act={act} onEdit={isMessage ? () => setIsOpen(true) : null} />
    </>
  );
}

function AwaitingForm({ act }: { readonly act: ActView }) {
  const [wording, setWording] = useWording(act);
  const [isBusy, setIsBusy] = useState(false);
  const run = async (work: () => Promise<boolean>): Promise<void> => {
    setIsBusy(true);
    await work();
    setIsBusy(false);
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void run(() => confirmActs([act.id], wording));
      }}
    >
      <WordingFields wording={wording} onChange={setWording} />
      <div className={styles.buttons}>
        <Button type="submit" size="xs" loading={isBusy} disabled={wording.text.trim() === ''}>{msg`Send`}</Button>
        <Button size="xs" variant="default" onClick={() => void run(() => dropActs([act.id]))}>{msg`Drop`}</Button>
      </div>
    </form>
  );
}

function ActButtons({ act, onEdit }: { readonly act: ActView; readonly onEdit: (() => void) | null }) {
  const [isAsking, setIsAsking] = useState(false);
  const drop = <Button size="compact-xs" variant="default" onClick={() => void dropActs([act.id])}>{msg`Drop`}</Button>;
  const send = (words: string) => (
    <Button size="compact-xs" variant="default" onClick={() => void confirmActs([act.id])}>
      {words}
    </Button>
  );
  if (act.state === 'conflict')
    return (
      <div className={styles.buttons}>
        <Button size="compact-xs" onClick={() => setIsAsking(true)}>{msg`Decide…`}</Button>
        {isAsking && <ConflictDialog act={act} onClose={() => setIsAsking(false)} />}
      </div>
    );
  if (act.state === 'awaiting')
    return (
      <div className={styles.buttons}>
        {send(msg`Send`)}
        {onEdit && <Button size="compact-xs" variant="default" onClick={onEdit}>{msg`Edit`}</Button>}
        {drop}
      </div>
    );
  if (act.state === 'failed')
    return (
      <div className={styles.buttons}>
        {send(msg`Try again`)}
        {drop}
      </div>
    );
  if (act.state === 'queued')
    return (
      <div className={styles.buttons}>
        {act.attempt > 0 && send(msg`Send now`)}
        {drop}
      </div>
    );
  return null;
}
