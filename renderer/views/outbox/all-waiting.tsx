// One yes or one no to every message that waits for a person. Asked once more, with the count and who would hear it.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ActView } from '../../../shared/contract/telling';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { confirmActs, dropActs } from '../../store/acts';
import { rich } from '../../ui/rich';
import { DialogFrame } from '../incident/dialog-frame';
import { audienceCounts, messagesWords } from './act-words';
import styles from './outbox.module.css';
import { wordingOf } from './wording-fields';

/** The engine takes so many in one call. */
const AT_ONCE = 1_000;
const NAMED = 8;

/** Messages whose words were changed here go one by one with those words, the rest together. */
async function sendAll(acts: readonly ActView[]): Promise<boolean> {
  const changed = acts.filter((a) => wordingOf(a.id) !== null);
  const plain = acts.filter((a) => wordingOf(a.id) === null).map((a) => a.id);
  for (const act of changed) if (!(await confirmActs([act.id], wordingOf(act.id)))) return false;
  return inParts(plain, (part) => confirmActs(part));
}

async function inParts(ids: readonly string[], work: (part: readonly string[]) => Promise<boolean>): Promise<boolean> {
  for (let at = 0; at < ids.length; at += AT_ONCE) if (!(await work(ids.slice(at, at + AT_ONCE)))) return false;
  return true;
}

interface Props {
  /** Messages that wait for a yes. */
  readonly waiting: readonly ActView[];
}

export function AllWaiting({ waiting }: Props) {
  /** Those that were there when the question was asked: a later one is not covered by the answer. */
  const [asked, setAsked] = useState<{ readonly does: 'send' | 'drop'; readonly acts: readonly ActView[] } | null>(null);
  if (waiting.length < 2 && asked === null) return null;
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => setAsked({ does: 'send', acts: waiting })}
      >{msg`Send all waiting…`}</Button>
      <Button size="compact-xs" variant="default" onClick={() => setAsked({ does: 'drop', acts: waiting })}>{msg`Drop all…`}</Button>
      {asked && <AskAll {...asked} onClose={() => setAsked(null)} />}
    </>
  );
}

interface AskProps {
  readonly does: 'send' | 'drop';
  readonly acts: readonly ActView[];
  onClose(): void;
}

function AskAll({ does, acts, onClose }: AskProps) {
  const [isBusy, setIsBusy] = useState(false);
  const isSending = does === 'send';
  const count = messagesWords(acts.length);
  const changed = acts.filter((a) => a.conflict !== null).length;
  const run = async (): Promise<void> => {
    setIsBusy(true);
    const ids = acts.map((a) => a.id);
    const isDone = await (isSending ? sendAll(acts) : inParts(ids, dropActs));
    setIsBusy(false);
    if (isDone) onClose();
  };
  return (
    <DialogFrame title={isSending ? msg`Send ${count}?` : msg`Drop ${count}?`} onClose={onClose}>
      <div className={styles.conflict}>
        <Audiences acts={acts} />
        {!isSending && <p className={styles.why}>{msg`They will not be sent. What became of them stays on the timelines.`}</p>}
        {isSending && changed > 0 && (
          <p
            className={styles.changed}
          >{rich`Things have changed since ${messagesWords(changed)} ${changed === 1 ? msg`was` : msg`were`} written: you are asked again about ${changed === 1 ? msg`it` : msg`those`}.`}</p>
        )}
        <div className={styles.end}>
          <Button variant="default" onClick={onClose}>{msg`Not now`}</Button>
          <Button data-autofocus loading={isBusy} onClick={() => void run()}>
            {isSending ? msg`Send ${count}` : msg`Drop ${count}`}
          </Button>
        </div>
      </div>
    </DialogFrame>
  );
}

function Audiences({ acts }: { readonly acts: readonly ActView[] }) {
  const counts = audienceCounts(acts);
  return (
    <ul className={styles.audiences} aria-label={msg`Who hears it`}>
      {counts.slice(0, NAMED).map(({ name, count }) => (
        <li key={name}>
          <b>{revealLine(name)}</b>: {messagesWords(count)}
        </li>
      ))}
      {counts.length > NAMED && <li>{rich`and ${counts.length - NAMED} more`}</li>}
    </ul>
  );
}
