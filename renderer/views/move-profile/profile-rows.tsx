// In the settings: the whole profile out to a file, or in from one.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { msg } from '../../../shared/words/words';
import { MachineRow } from '../settings/machine-row';
import { ExportProfile } from './export-profile';
import { ImportProfile } from './import-profile';

export function ProfileRows() {
  const [open, setOpen] = useState<'export' | 'import' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <>
      <MachineRow
        label={msg`Export everything`}
        hint={msg`The whole profile: history, settings, feeds, secrets, attachments and own presets as one file, sealed with a passphrase: to move to another machine, or to keep elsewhere.`}
      >
        {open !== 'export' && <Button size="xs" variant="default" onClick={() => setOpen('export')}>{msg`Export the profile…`}</Button>}
      </MachineRow>
      {open === 'export' && <ExportProfile onEnd={close} />}
      <MachineRow
        label={msg`Import everything`}
        hint={msg`An exported profile is opened and checked first. Then it takes the place of this one, which is put aside.`}
      >
        {open !== 'import' && <Button size="xs" variant="default" onClick={() => setOpen('import')}>{msg`Import a profile…`}</Button>}
      </MachineRow>
      {open === 'import' && <ImportProfile onEnd={close} />}
    </>
  );
}
