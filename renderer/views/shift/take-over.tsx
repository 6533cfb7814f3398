// Taking over: a file and its passphrase, then what is in it beside what this desk knows, and one act for all of it.
import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { msg } from '../../../shared/words/words';
import { callEngine, callShell } from '../../bridge';
import { refreshReceivedShift } from '../../store/received-shift';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { tellError } from '../../ui/toasts';
import { ReceivedShiftCard } from './received-shift';
import styles from './shift.module.css';
import { useLiveShift } from './use-shift';

interface ChosenFile {
  readonly name: string;
  readonly text: string;
}

async function chooseFile(): Promise<ChosenFile | null> {
  const reply = await callShell('open-text-file', { title: msg`Handed-over shift`, extension: 'dogwatch-shift' });
  if (reply.ok) return reply.value;
  tellError(reply.error);
  return null;
}

function OpenForm({ file, onOpened, onCancel }: { readonly file: ChosenFile; onOpened(): void; onCancel(): void }) {
  const [passphrase, setPassphrase] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const open = async (): Promise<void> => {
    if (isBusy || passphrase === '') return;
    setIsBusy(true);
    const reply = await callEngine('open-shift', { text: file.text, passphrase });
    setIsBusy(false);
    if (reply.ok) onOpened();
    else setWrong(`${reply.error.what} ${reply.error.remedy}`);
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void open();
      }}
    >
      <PasswordInput
        data-autofocus
        autoFocus
        label={msg`Passphrase of ${file.name}`}
        autoComplete="off"
        value={passphrase}
        error={wrong || undefined}
        onChange={(e) => setPassphrase(e.currentTarget.value)}
      />
      <div className={styles.line}>
        <Button type="submit" disabled={passphrase === ''} aria-busy={isBusy}>{msg`Open`}</Button>
        <Button variant="default" onClick={onCancel}>{msg`Cancel`}</Button>
      </div>
    </form>
  );
}

export function TakeOver() {
  const { shift, error } = useLiveShift();
  const refresh = (): void => void refreshReceivedShift();
  const [file, setFile] = useState<ChosenFile | null>(null);
  const choose = async (): Promise<void> => setFile(await chooseFile());
  return (
    <section className={styles.side} aria-labelledby="take-over-title">
      <h2 id="take-over-title">{msg`Take over`}</h2>
      {error && <ErrorState error={error} onRetry={refresh} />}
      {shift === undefined && !error && <SkeletonRows count={3} label={msg`Looking for a received shift`} />}
      {file && (
        <OpenForm
          file={file}
          onCancel={() => setFile(null)}
          onOpened={() => {
            setFile(null);
            refresh();
          }}
        />
      )}
      {shift && <ReceivedShiftCard key={shift.hash} shift={shift} onChanged={refresh} />}
      {!file &&
        shift !== undefined &&
        (shift === null ? (
          <EmptyState
            title={msg`No shift was handed to this desk`}
            action={<Button variant="default" onClick={() => void choose()}>{msg`Open a shift…`}</Button>}
          >
            <p>{msg`Open the .dogwatch-shift file that you were sent: it is shown here first, and changes nothing until you take it over.`}</p>
          </EmptyState>
        ) : (
          <div className={styles.line}>
            <Button size="xs" variant="default" onClick={() => void choose()}>{msg`Open another…`}</Button>
          </div>
        ))}
    </section>
  );
}
