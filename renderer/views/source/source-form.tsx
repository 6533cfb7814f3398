// What is to happen at the source, and the objects that it happens to: all that fire, unless some are taken out.
import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SourceOutcome, SourceTarget } from '../../../shared/contract/source';
import { revealLine } from '../../../shared/domain/reveal-text';
import { HAS_END, NEEDS_WORDS, type SourceAct } from '../../../shared/domain/source-act';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { rich } from '../../ui/rich';
import { tellError } from '../../ui/toasts';
import { localTime } from '../impact/impact-draft';
import styles from '../incident/dialogs.module.css';
import { LengthField } from '../incident/length-field';
import own from './source.module.css';
import { SOURCE_WORDS } from './source-words';

const MINUTE_MS = 60_000;

interface Props {
  readonly incident: string;
  readonly does: SourceAct;
  readonly targets: readonly SourceTarget[];
  /** Objects that are too many for one go. */
  readonly left: number;
  onDone(outcomes: readonly SourceOutcome[]): void;
}

const idOf = ({ feed, key }: Pick<SourceTarget, 'feed' | 'key'>): string => `${feed}\n${key}`;

export function SourceForm({ incident, does, targets, left, onDone }: Props) {
  const [chosen, setChosen] = useState<readonly string[]>(() => targets.filter(({ isFiring }) => isFiring).map(idOf));
  const [comment, setComment] = useState('');
  const [from, setFrom] = useState(() => localTime(Date.now()));
  const [minutes, setMinutes] = useState<number | null>(120);
  const [isBusy, setIsBusy] = useState(false);
  const startsAt = does === 'downtime' ? Date.parse(from) : Date.now();
  const isTimed = !HAS_END.has(does) || (Number.isFinite(startsAt) && minutes !== null);
  const isReady = chosen.length > 0 && isTimed && (!NEEDS_WORDS.has(does) || comment.trim() !== '');
  const send = async (): Promise<void> => {
    if (isBusy || !isReady) return;
    setIsBusy(true);
    const about = targets.filter((target) => chosen.includes(idOf(target))).map(({ feed, key }) => ({ feed, key }));
    const times = HAS_END.has(does) ? { startsAt, endsAt: startsAt + (minutes ?? 0) * MINUTE_MS } : {};
    const reply = await callEngine('act-at-source', { incident, does, targets: about, comment, ...times });
    setIsBusy(false);
    if (reply.ok) onDone(reply.value.outcomes);
    else tellError(reply.error);
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
      }}
    >
      {does !== 'recheck' && (
        <Textarea
          label={does === 'note' ? msg`Comment` : msg`Why`}
          description={msg`Stands at the source with your name, for everybody who looks there.`}
          required={NEEDS_WORDS.has(does)}
          data-autofocus
          autoFocus
          autosize
          minRows={2}
          maxRows={6}
          maxLength={1000}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
      )}
      {does === 'downtime' && (
        <TextInput type="datetime-local" label={msg`From`} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
      )}
      {HAS_END.has(does) && <LengthField minutes={minutes} onChange={setMinutes} />}
      <Checkbox.Group label={msg`Objects (${chosen.length} of ${targets.length})`} value={[...chosen]} onChange={setChosen}>
        <div className={own.targets}>
          {targets.map((target) => (
            <Checkbox
              key={idOf(target)}
              value={idOf(target)}
              label={revealLine(target.name)}
              description={`${revealLine(target.feedName)} · ${target.isFiring ? msg`fires` : msg`cleared`}`}
            />
          ))}
        </div>
      </Checkbox.Group>
      {left > 0 && <p className={styles.quiet}>{rich`${left} more objects are too many for one go.`}</p>}
      <div className={styles.end}>
        <span className={styles.quiet}>{SOURCE_WORDS[does].about}</span>
        <Button type="submit" disabled={!isReady} aria-busy={isBusy} data-autofocus={does === 'recheck' || undefined}>
          {isBusy ? msg`Asking the source…` : SOURCE_WORDS[does].button}
        </Button>
      </div>
    </form>
  );
}
