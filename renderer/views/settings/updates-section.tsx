// New versions of the console: which one runs, where others come from, what is there and what is new in it. Nothing happens without a press.
import { Button, TextInput } from '@mantine/core';
import { useEffect, useId, useState } from 'react';
import type { UpdateOffer, UpdateStep } from '../../../shared/contract/update';
import { revealText } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { savePreferences, usePreferences } from '../../store/preferences';
import { checkForUpdate, downloadUpdate, installUpdate, loadUpdate, useUpdates } from '../../store/updates';
import { exactTime } from '../../ui/time-words';
import { tellDone } from '../../ui/toasts';
import { MachineRow } from './machine-row';
import styles from './settings.module.css';

export function UpdatesSection() {
  const preferences = usePreferences((state) => state.value);
  const update = useUpdates((state) => state.update);
  useEffect(() => void loadUpdate(), []);
  if (preferences === null || update === null) return <p className={styles.about}>{msg`Asking the desktop…`}</p>;
  return (
    <>
      <p
        className={styles.about}
      >{msg`Once a day Dogwatch looks whether a new version is there. It is downloaded and installed only when you say so, and only when its makers signed it.`}</p>
      <section className={styles.group} aria-label={msg`Version`}>
        <MachineRow label={msg`Dogwatch ${preferences.version}`} hint={<StepWords update={update} />}>
          <Act update={update} />
        </MachineRow>
        {'offer' in update && <News offer={update.offer} />}
        <Server key={preferences.updateServer} server={preferences.updateServer} />
      </section>
    </>
  );
}

function stepWords(update: UpdateStep): string {
  if (update.step === 'checking') return msg`Asking the update server…`;
  if (update.step === 'current') return msg`This is the newest version. Asked ${exactTime(update.at)}.`;
  if (update.step === 'found') return msg`${update.offer.version} is there, signed by its makers.`;
  if (update.step === 'loading') return msg`Downloading ${update.offer.version}: ${Math.floor(update.share * 100)} %`;
  if (update.step === 'ready') return msg`${update.offer.version} is downloaded and checked. It is installed when you say so.`;
  return msg`Not asked yet since the start.`;
}

function StepWords({ update }: { readonly update: UpdateStep }) {
  if (update.step === 'refused')
    return (
      <span role="alert" className={styles.bad}>
        ▲ {update.what} {update.remedy}
      </span>
    );
  if ('what' in update) return <span role="status">{`${update.what} ${update.remedy}`}</span>;
  return <span role="status">{stepWords(update)}</span>;
}

function Act({ update }: { readonly update: UpdateStep }) {
  if (update.step === 'found') return <Button size="xs" onClick={() => void downloadUpdate()}>{msg`Download`}</Button>;
  if (update.step === 'ready') return <Button size="xs" onClick={() => void installUpdate()}>{msg`Install and restart…`}</Button>;
  const isBusy = update.step === 'checking' || update.step === 'loading';
  return (
    <Button
      size="xs"
      variant="default"
      loading={isBusy}
      disabled={update.step === 'off'}
      onClick={() => void checkForUpdate()}
    >{msg`Check for updates`}</Button>
  );
}

function News({ offer }: { readonly offer: UpdateOffer }) {
  const released = Date.parse(offer.releasedAt);
  return (
    <section className={styles.news} aria-label={msg`What’s new in ${offer.version}`}>
      <h3>{msg`What’s new in ${offer.version}`}</h3>
      {!Number.isNaN(released) && <p className={styles.hint}>{exactTime(released)}</p>}
      <pre>{offer.notes === '' ? msg`Its makers wrote nothing about it.` : revealText(offer.notes)}</pre>
    </section>
  );
}

function Server({ server }: { readonly server: string }) {
  const id = useId();
  const [text, setText] = useState(server);
  const [error, setError] = useState<string>();
  const keep = async (): Promise<void> => {
    if (text.trim() === server) return;
    const failure = await savePreferences({ updateServer: text.trim() });
    setError(failure ? `${failure.what} ${failure.remedy}` : undefined);
    if (failure) return;
    await loadUpdate();
    tellDone(text.trim() === '' ? msg`No update is looked for any more` : msg`Updates come from there now`);
  };
  return (
    <MachineRow
      label={msg`Update server`}
      hint={msg`The folder of your makers’ releases, https only. Empty: no update is looked for, and no server is asked.`}
      htmlFor={id}
      error={error}
    >
      <TextInput
        id={id}
        size="xs"
        w={300}
        placeholder="https://"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => void keep()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void keep();
        }}
      />
    </MachineRow>
  );
}
