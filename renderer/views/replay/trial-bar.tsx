// Rules are tried before they are saved: while a trial is on changes wait, and the recorded weeks tell what they would have done.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { msg } from '../../../shared/words/words';
import type { SettingsTrial } from '../settings/use-settings-draft';
import styles from './replay.module.css';
import { ReplayDialog } from './replay-dialog';

export function TrialBar({ trial }: { readonly trial: SettingsTrial }) {
  const [isOpen, setOpen] = useState(false);
  const { settings } = trial;
  const replay = (
    <Button size="xs" variant="default" disabled={settings === null} onClick={() => setOpen(true)}>{msg`Replay the last 4 weeks`}</Button>
  );
  return (
    <section className={styles.bar} aria-label={msg`Try rules`} data-on={trial.isOn || undefined}>
      <p className={styles.words}>
        {trial.isOn
          ? trial.isChanged
            ? msg`Changed, not saved. Run the recorded weeks through it before you save.`
            : msg`Changes wait here until you save them.`
          : msg`Changes are saved as you make them. Try them on what was recorded first?`}
      </p>
      {trial.isOn ? (
        <>
          {replay}
          <Button size="xs" variant="default" onClick={trial.discard}>{msg`Discard`}</Button>
          <Button size="xs" disabled={!trial.isChanged || settings === null} onClick={trial.save}>{msg`Save`}</Button>
        </>
      ) : (
        <>
          {replay}
          <Button size="xs" variant="default" onClick={trial.begin}>{msg`Try before saving`}</Button>
        </>
      )}
      {isOpen && settings !== null && <ReplayDialog settings={settings} onClose={() => setOpen(false)} />}
    </section>
  );
}
