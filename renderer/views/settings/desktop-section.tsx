// What this machine does for the console: start at login, a key from anywhere, the way pages take, and how the log's key is kept.
import { Button, Switch } from '@mantine/core';
import { useId } from 'react';
import { msg } from '../../../shared/words/words';
import { testPage } from '../../store/commands';
import { savePreferences, usePreferences, type WindowPreferences } from '../../store/preferences';
import { rich } from '../../ui/rich';
import { tellDone, tellError } from '../../ui/toasts';
import { KeyKeeping } from './key-keeping';
import { LockRows } from './lock-rows';
import { MachineRow } from './machine-row';
import styles from './settings.module.css';
import { ShortcutControl } from './shortcut-control';

export function DesktopSection() {
  const preferences = usePreferences((state) => state.value);
  const error = usePreferences((state) => state.error);
  if (preferences === null) return <p className={styles.about}>{error ? `${error.what} ${error.remedy}` : msg`Asking the desktop…`}</p>;
  return (
    <>
      <p className={styles.about}>{msg`About this machine only; nothing here is exported.`}</p>
      <section className={styles.group} aria-label={msg`Start and reach`}>
        <Autostart isOn={preferences.isAutostartOn} />
        <ShortcutControl name="globalShortcut" value={preferences.globalShortcut} />
        <ShortcutControl name="reportShortcut" value={preferences.reportShortcut} />
      </section>
      <section className={styles.group} aria-label={msg`Notifications`}>
        <h3>{msg`Notifications`}</h3>
        <Route notifications={preferences.notifications} />
      </section>
      <section className={styles.group} aria-label={msg`Lock`}>
        <h3>{msg`Lock`}</h3>
        <LockRows preferences={preferences} />
      </section>
      <section className={styles.group} aria-label={msg`The log’s key`}>
        <h3>{msg`The log’s key`}</h3>
        <KeyKeeping />
      </section>
      <p className={styles.quiet}>{rich`Dogwatch ${preferences.version} on ${preferences.platform}`}</p>
    </>
  );
}

function Autostart({ isOn }: { readonly isOn: boolean }) {
  const id = useId();
  const turn = async (isAutostartOn: boolean): Promise<void> => {
    const error = await savePreferences({ isAutostartOn });
    if (error) tellError(error);
    else tellDone(isAutostartOn ? msg`Starts with your session` : msg`No longer starts by itself`, () => void turn(!isAutostartOn));
  };
  return (
    <MachineRow
      label={msg`Start with the session`}
      hint={msg`Opens in the tray when you log in, so that nobody has to remember.`}
      htmlFor={id}
    >
      <Switch id={id} checked={isOn} onChange={(event) => void turn(event.currentTarget.checked)} />
    </MachineRow>
  );
}

function Route({ notifications }: { readonly notifications: WindowPreferences['notifications'] }) {
  const isBlind = notifications.why !== '';
  return (
    <MachineRow
      label={isBlind ? msg`Pages cannot be shown` : msg`Pages can be shown`}
      hint={
        isBlind ? (
          <span className={styles.bad}>▲ {notifications.why}</span>
        ) : (
          msg`By ${notifications.route}. ${notifications.hasButtons ? msg`With buttons: Acknowledge, Snooze 15 min, Open.` : msg`Without buttons here: a click opens the incident.`}`
        )
      }
    >
      <Button size="xs" variant="default" onClick={() => void testPage()}>{msg`Send a test page`}</Button>
    </MachineRow>
  );
}
