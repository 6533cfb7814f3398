// The places of the settings. One press shows who will read it there, the next one publishes; a restricted incident needs the yes to those words.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { PublishValues } from '../../../../shared/contract/publish';
import type { PublishTarget } from '../../../../shared/settings/publish';
import { msg } from '../../../../shared/words/words';
import { rich } from '../../../ui/rich';
import css from './share.module.css';
import type { ShareActs } from './share-acts';

export function PlaceList({ targets, acts }: { readonly targets: readonly PublishTarget[]; readonly acts: ShareActs }) {
  const [asked, setAsked] = useState<{ readonly id: string; readonly preview: PublishValues['preview-publish'] } | null>(null);
  const [done, setDone] = useState<{ readonly id: string; readonly ref: string | null } | null>(null);
  const ask = async (id: string): Promise<void> => {
    const preview = await acts.preview(id);
    setDone(null);
    setAsked(preview && { id, preview });
  };
  const publish = async (id: string, { audience }: PublishValues['preview-publish']): Promise<void> => {
    const sent = await acts.publish(id, audience.needsYes ? audience.words : null);
    setAsked(null);
    if (sent) setDone({ id, ref: sent.ref });
  };
  if (targets.length === 0)
    return <p className={css.note}>{msg`No place yet. Add a git repository, Confluence or Notion under “publish” in the settings.`}</p>;
  return (
    <ul className={css.places}>
      {targets.map(({ id, name, kind }) => (
        <li key={id} className={css.place}>
          <div className={css.row}>
            <span className={css.name}>{name}</span>
            <span className={css.kind}>{kind}</span>
            <span className={css.space} />
            {asked?.id !== id && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={msg`Publish to ${name}`}
                onClick={() => void ask(id)}
              >{msg`Publish…`}</Button>
            )}
          </div>
          {asked?.id === id && (
            <Question preview={asked.preview} name={name} onYes={() => void publish(id, asked.preview)} onNo={() => setAsked(null)} />
          )}
          {done?.id === id && (
            <p role="status" className={css.note}>
              {rich`${done.ref === null ? msg`It is in the outbox` : msg`Committed as ${done.ref.slice(0, 10)}; the push is in the outbox`} and goes out as soon as ${name} can be reached.`}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

interface QuestionProps {
  readonly preview: PublishValues['preview-publish'];
  readonly name: string;
  onYes(): void;
  onNo(): void;
}

function Question({ preview: { title, audience, missing }, name, onYes, onNo }: QuestionProps) {
  return (
    <div className={audience.needsYes ? css.grave : css.question} role="group" aria-label={msg`Publish to ${name}?`}>
      <p>
        “{title}”. {audience.words}
        {missing.length > 0 && msg` ${missing.length} pictures are missing here and stay out.`}
      </p>
      <div className={css.row}>
        <Button size="compact-sm" onClick={onYes}>
          {audience.needsYes ? msg`All of them may know: publish` : msg`Publish`}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={onNo}>{msg`Cancel`}</Button>
      </div>
    </div>
  );
}
