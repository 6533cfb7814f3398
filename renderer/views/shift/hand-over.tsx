// Handing over: what will be in the bundle is on screen before it is made; then a passphrase, a file, and the event.

import { Button, Checkbox, PasswordInput, Textarea, TextInput } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { CallError } from '../../../shared/contract';
import type { ShiftPreview } from '../../../shared/contract/shift';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { callEngine, callShell } from '../../bridge';
import { useDesk } from '../../store/desk';
import { ErrorState } from '../../ui/error-state';
import { rich } from '../../ui/rich';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { tellDone, tellError } from '../../ui/toasts';
import { BundleList } from './bundle-list';
import styles from './shift.module.css';

const LEAST_PASSPHRASE = 8;
const PAUSE_MS = 350;

interface Wish {
  readonly to: string;
  readonly note: string;
  readonly restricted: readonly string[];
}

/** Asked for again when the wish or the desk changes; what is on screen stays until the next is there. */
function usePreview(wish: Wish) {
  const [shown, setShown] = useState<{ readonly wish: Wish; readonly preview: ShiftPreview } | null>(null);
  const [error, setError] = useState<CallError | null>(null);
  const connection = useDesk((s) => s.connection);
  const rows = useDesk((s) => s.rows);
  const ask = useCallback(async (wanted: Wish) => {
    const reply = await callEngine('preview-shift', { ...wanted, restricted: [...wanted.restricted] });
    if (reply.ok) setShown({ wish: wanted, preview: reply.value });
    setError(reply.ok ? null : reply.error);
    return reply.ok ? reply.value : null;
  }, []);
  const { to, note, restricted } = wish;
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows and the line are reasons to look again, not inputs
  useEffect(() => {
    const timer = setTimeout(() => void ask({ to, note, restricted }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [to, note, restricted, rows, connection, ask]);
  const isOf = (wanted: Wish): boolean =>
    shown?.wish.to === wanted.to && shown.wish.note === wanted.note && shown.wish.restricted === wanted.restricted;
  return { preview: shown?.preview ?? null, isOf, error, ask };
}

/** Seals what is shown and saves it; resolves to the saved file's path, or null when that ended early (told by then). */
async function exportShift(shown: ShiftPreview, passphrase: string): Promise<string | null> {
  const sealed = await callEngine('seal-shift', { shown: shown.shown, passphrase });
  if (!sealed.ok) {
    tellError(sealed.error);
    return null;
  }
  const saved = await callShell('save-text-file', { suggestedName: sealed.value.suggestedName, text: sealed.value.text });
  if (!saved.ok) tellError(saved.error);
  if (!saved.ok || saved.value.path === null) return null;
  const recorded = await callEngine('record-handover', { bundle: sealed.value.bundle });
  if (!recorded.ok) tellError(recorded.error);
  return saved.value.path;
}

export function HandOver() {
  const [wish, setWish] = useState<Wish>({ to: '', note: '', restricted: [] });
  const [passphrase, setPassphrase] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const { preview, isOf, error, ask } = usePreview(wish);
  const change = (patch: Partial<Wish>): void => setWish((w) => ({ ...w, ...patch }));
  const send = async (): Promise<void> => {
    if (isBusy || !preview || passphrase.length < LEAST_PASSPHRASE) return;
    setIsBusy(true);
    // Words typed within the pause before a look are not in the shown one yet: without this they would be left out of the file.
    const whole = isOf(wish) ? preview : await ask(wish);
    const path = whole && (await exportShift(whole, passphrase));
    if (path !== null) {
      tellDone(msg`Shift saved to ${path}. Send the passphrase another way than the file.`);
      setPassphrase('');
    } else void ask(wish);
    setIsBusy(false);
  };
  return (
    <section className={styles.side} aria-labelledby="hand-over-title">
      <h2 id="hand-over-title">{msg`Hand over`}</h2>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <TextInput
          label={msg`To`}
          placeholder={msg`the next shift`}
          maxLength={60}
          value={wish.to}
          onChange={(e) => change({ to: e.currentTarget.value })}
        />
        <Textarea
          label={msg`Note`}
          placeholder={msg`What should they know first?`}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={4_000}
          value={wish.note}
          onChange={(e) => change({ note: e.currentTarget.value })}
        />
        <div className={styles.line}>
          <PasswordInput
            className={styles.grow}
            label={msg`Passphrase`}
            description={msg`At least 8 characters. Tell it to the receiver by another way than the file.`}
            autoComplete="off"
            value={passphrase}
            onChange={(e) => setPassphrase(e.currentTarget.value)}
          />
          <Button type="submit" disabled={!preview || passphrase.length < LEAST_PASSPHRASE} aria-busy={isBusy}>{msg`Export…`}</Button>
        </div>
      </form>
      {error && <ErrorState error={error} onRetry={() => void ask(wish)} />}
      {!preview && !error && <SkeletonRows count={5} label={msg`Gathering the shift`} />}
      {preview && <Preview preview={preview} restricted={wish.restricted} onRestricted={(restricted) => change({ restricted })} />}
    </section>
  );
}

interface PreviewProps {
  readonly preview: ShiftPreview;
  readonly restricted: readonly string[];
  onRestricted(ids: readonly string[]): void;
}

function Preview({ preview, restricted, onRestricted }: PreviewProps) {
  const { bundle } = preview;
  return (
    <>
      {preview.restricted.length > 0 && (
        <fieldset className={styles.restricted}>
          <legend>{msg`Restricted: only ticked ones go along`}</legend>
          {preview.restricted.map((r) => (
            <Checkbox
              key={r.id}
              size="xs"
              label={`INC-${r.number} ${revealLine(r.title)}`}
              checked={restricted.includes(r.id)}
              onChange={() => onRestricted(restricted.includes(r.id) ? restricted.filter((id) => id !== r.id) : [...restricted, r.id])}
            />
          ))}
        </fieldset>
      )}
      <h3>{rich`What will be in it: ${bundle.incidents.length} ${bundle.incidents.length === 1 ? msg`incident` : msg`incidents`}`}</h3>
      {bundle.incidents.length === 0 && (
        <p className={styles.quiet}>{msg`No open incident: a calm shift, and only the note goes along.`}</p>
      )}
      <BundleList incidents={bundle.incidents} label={msg`Incidents that will be in it`} aside={() => null} />
      <h3>{msg`Silences at the sources`}</h3>
      {bundle.silences.length === 0 && <p className={styles.quiet}>{msg`None is active.`}</p>}
      <ul className={styles.plain}>
        {bundle.silences.map((s) => (
          <li key={`${s.feed} ${s.what} ${s.endsAt}`}>
            {s.feed}: {s.what} <span className={styles.quiet}>{s.comment}</span>
          </li>
        ))}
      </ul>
      {bundle.leftOut.length > 0 && (
        <>
          <h3>{msg`Left out`}</h3>
          <ul className={styles.plain} data-tone="unsure">
            {bundle.leftOut.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </>
      )}
      <p className={styles.quiet}>
        {msg`Signed with this desk’s key`} <code>{preview.fingerprint}</code>
      </p>
    </>
  );
}
