// Rules are tried before they are saved: while a trial is on changes wait, and the recorded weeks tell what they would have done.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { SettingsTrial } from '../settings/use-settings-draft';
import styles from './replay.module.css';
import { ReplayDialog } from './replay-dialog';

export function TrialBar({ trial }: { readonly trial: SettingsTrial }) {
  const [isOpen, setOpen] = useState(false);
  const { settings } = trial;
  const replay = (
    <Button size="xs" variant="default" disabled={settings === null} onClick={() => setOpen(true)}>
      Replay the last 4 weeks
    </Button>
  );
  return (
    <section className={styles.bar} aria-label="Try rules" data-on={trial.isOn || undefined}>
      <p className={styles.words}>
        {trial.isOn
          ? trial.isChanged
            ? 'Changed, not saved. Run the recorded weeks through it before you save.'
            : 'Changes wait here until you save them.'
          : 'Changes are saved as you make them. Try them on what was recorded first?'}
      </p>
      {trial.isOn ? (
        <>
          {replay}
          <Button size="xs" variant="default" onClick={trial.discard}>
            Discard
          </Button>
          <Button size="xs" disabled={!trial.isChanged || settings === null} onClick={trial.save}>
            Save
          </Button>
        </>
      ) : (
        <>
          {replay}
          <Button size="xs" variant="default" onClick={trial.begin}>
            Try before saving
          </Button>
        </>
      )}
      {isOpen && settings !== null && <ReplayDialog settings={settings} onClose={() => setOpen(false)} />}
    </section>
  );
}
