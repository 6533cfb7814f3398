// Begins the postmortem here with what was written on another desk.
import { Button } from '@mantine/core';
import { msg } from '../../../shared/words/words';
import { tellDone } from '../../ui/toasts';
import { takeInEdits, takenWords } from '../postmortem/share/share-acts';

export function TakeIn({ incident, onActed }: { readonly incident: string; onActed(): void }) {
  const takeIn = async (): Promise<void> => {
    const taken = await takeInEdits(incident);
    if (taken?.kind !== 'taken') return;
    tellDone(takenWords(taken));
    onActed();
  };
  return <Button size="xs" variant="default" onClick={() => void takeIn()}>{msg`Take in edits of another desk…`}</Button>;
}
