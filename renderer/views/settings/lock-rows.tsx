// When this console locks, and what opens it again, with what that does and does not protect said beside it.
import { Button, NativeSelect, Switch } from '@mantine/core';
import { useId, useState } from 'react';
import { msg } from '../../../shared/words/words';
import { callShell } from '../../bridge';
import { lockConsole } from '../../store/lock';
import { loadPreferences, savePreferences, type WindowPreferences } from '../../store/preferences';
import { tellDone, tellError } from '../../ui/toasts';
import { MachineRow } from './machine-row';
import styles from './settings.module.css';
import { ShortcutControl } from './shortcut-control';
import { TwiceForm } from './twice-form';

const MINUTES = [0, 5, 10, 15, 30, 60];

const WORDS: Readonly<Record<WindowPreferences['lockWord'], { readonly label: string; readonly hint: string }>> = {
  passphrase: { label: msg`Opened by your passphrase`, hint: msg`The one that keeps the log’s key.` },
  own: {
    label: msg`Opened by a PIN`,
    hint: msg`It stops who passes your desk. It does not encrypt: your account and your disk stay as open as they are.`,
  },
  none: {
    label: msg`Opened by whoever presses Unlock`,
    hint: msg`It hides, and stops nobody who sits down here. A PIN or a passphrase does.`,
  },
};

type Patch = Parameters<typeof savePreferences>[0];

async function keep(patch: Patch): Promise<void> {
  const error = await savePreferences(patch);
  if (error) tellError(error);
}

export function LockRows({ preferences }: { readonly preferences: WindowPreferences }) {
  const ids = { after: useId(), screen: useId() };
  return (
    <>
      <MachineRow
        label={msg`Lock now`}
        hint={msg`The window shows nothing but “Locked”, pages hide details, the tray counts. Watching and paging go on.`}
      >
        <Button size="xs" variant="default" onClick={() => void lockConsole()}>{msg`Lock`}</Button>
      </MachineRow>
      <Word kind={preferences.lockWord} />
      <MachineRow label={msg`Lock by itself`} hint={msg`When nobody touched this machine for so long.`} htmlFor={ids.after}>
        <NativeSelect
          id={ids.after}
          size="xs"
          value={String(preferences.lockAfterMinutes)}
          data={MINUTES.map((minutes) => ({ value: String(minutes), label: minutes === 0 ? msg`Never` : msg`After ${minutes} min` }))}
          onChange={(event) => void keep({ lockAfterMinutes: Number(event.currentTarget.value) })}
        />
      </MachineRow>
      <MachineRow
        label={msg`Lock with the screen`}
        hint={msg`When the desktop tells that it locks the screen. Not every desktop does.`}
        htmlFor={ids.screen}
      >
        <Switch
          id={ids.screen}
          checked={preferences.isLockedWithScreen}
          onChange={(event) => void keep({ isLockedWithScreen: event.currentTarget.checked })}
        />
      </MachineRow>
      <ShortcutControl name="lockShortcut" value={preferences.lockShortcut} />
    </>
  );
}

async function keepWord(word: string | null): Promise<string | null> {
  const reply = await callShell('set-lock-word', { word });
  if (!reply.ok) return `${reply.error.what} ${reply.error.remedy}`;
  await loadPreferences();
  tellDone(word === null ? msg`No PIN any more` : msg`The PIN opens a locked console from now on`);
  return null;
}

function Word({ kind }: { readonly kind: WindowPreferences['lockWord'] }) {
  const [isAsking, setIsAsking] = useState(false);
  const { label, hint } = WORDS[kind];
  return (
    <>
      <MachineRow label={label} hint={hint}>
        {kind !== 'passphrase' && !isAsking && (
          <span className={styles.unit}>
            <Button size="xs" variant="default" onClick={() => setIsAsking(true)}>
              {kind === 'own' ? msg`Change the PIN` : msg`Set a PIN`}
            </Button>
            {kind === 'own' && (
              <Button size="xs" variant="subtle" color="gray" onClick={() => void keepWord(null)}>{msg`Remove the PIN`}</Button>
            )}
          </span>
        )}
      </MachineRow>
      {isAsking && (
        <TwiceForm
          word={msg`PIN`}
          min={4}
          hint={msg`At least 4 characters. Every wrong answer doubles the wait for the next one, up to 5 minutes.`}
          keep={keepWord}
          onEnd={() => setIsAsking(false)}
        />
      )}
    </>
  );
}
