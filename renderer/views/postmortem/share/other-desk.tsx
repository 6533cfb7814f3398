// Edits for another desk, and edits from one: for people who wrote in the same postmortem without a way to each other.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { msg } from '../../../../shared/words/words';
import css from './share.module.css';
import { type ShareActs, takenWords } from './share-acts';

export function OtherDesk({ acts, canTakeIn }: { readonly acts: ShareActs; readonly canTakeIn: boolean }) {
  const [told, setTold] = useState('');
  const save = async (): Promise<void> => {
    const saved = await acts.saveEdits();
    if (!saved) return;
    const { length } = saved.missing;
    const without = length === 0 ? '' : msg` without ${length === 1 ? msg`a file that is` : msg`${length} files that are`} missing here`;
    setTold(msg`Saved to ${saved.path}${without}.`);
  };
  const takeIn = async (): Promise<void> => {
    const taken = await acts.takeInEdits();
    if (taken?.kind === 'taken') setTold(`${takenWords(taken)}.`);
  };
  return (
    <>
      <div className={css.row}>
        <Button size="compact-sm" variant="default" onClick={() => void save()}>{msg`Save edits for another desk…`}</Button>
        {canTakeIn && <Button size="compact-sm" variant="default" onClick={() => void takeIn()}>{msg`Take in edits…`}</Button>}
      </div>
      <p
        className={css.note}
      >{msg`Two people who wrote apart give each other their files; both texts become the same, with all that both wrote. Comments and versions stay on their desk; desks that share a space have them in common.`}</p>
      {told && (
        <p role="status" className={css.note}>
          {told}
        </p>
      )}
    </>
  );
}
