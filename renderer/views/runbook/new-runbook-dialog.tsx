// A new runbook, filled in with what the incident knows, saved as a file into one of the folders of the library.
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { CallError } from '../../../shared/contract';
import type { RunbookValues } from '../../../shared/contract/runbooks';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { openIncidentTab } from '../../store/incident-tab';
import { useUi } from '../../store/ui';
import { Kbd } from '../../ui/kbd';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { tellDone } from '../../ui/toasts';
import { DialogFrame } from '../incident/dialog-frame';
import { showSection } from '../settings/settings-place';
import styles from './new-runbook.module.css';

type Draft = RunbookValues['draft-runbook'];

export function NewRunbookDialog({ incident, onClose }: { readonly incident: string; onClose(): void }) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [error, setError] = useState<CallError | null>(null);
  useEffect(() => {
    void callEngine('draft-runbook', { incident }).then((reply) => (reply.ok ? setDraft(reply.value) : setError(reply.error)));
  }, [incident]);
  return (
    <DialogFrame title={msg`New runbook`} size={640} onClose={onClose}>
      {error && (
        <p role="alert" className={styles.fault}>
          {error.what} {error.remedy}
        </p>
      )}
      {!draft && !error && <SkeletonRows count={4} />}
      {draft &&
        (draft.folders.length === 0 ? <NoFolder onClose={onClose} /> : <Form incident={incident} draft={draft} onClose={onClose} />)}
    </DialogFrame>
  );
}

function NoFolder({ onClose }: { onClose(): void }) {
  return (
    <>
      <p>{msg`A new runbook is a file in a folder, and the library has no folder yet.`}</p>
      <div className={styles.end}>
        <span />
        <Button
          size="xs"
          onClick={() => {
            onClose();
            showSection('runbooks');
            useUi.getState().go('settings');
          }}
        >{msg`Add a folder in the settings`}</Button>
      </div>
    </>
  );
}

function Form({ incident, draft, onClose }: { readonly incident: string; readonly draft: Draft; onClose(): void }) {
  const [source, setSource] = useState(draft.folders[0]?.id ?? '');
  const [name, setName] = useState(draft.name);
  const [text, setText] = useState(draft.text);
  const [error, setError] = useState<CallError | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  // The dialog took the focus before the draft was there.
  useEffect(() => area.current?.focus(), []);
  const save = async (): Promise<void> => {
    if (isSaving) return;
    setIsSaving(true);
    const reply = await callEngine('create-runbook', { source, name, text, incident });
    setIsSaving(false);
    if (!reply.ok) return setError(reply.error);
    tellDone(msg`Saved as ${reply.value.path}`);
    openIncidentTab('runbook');
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void save();
  };
  return (
    <form
      className={styles.form}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className={styles.line}>
        <TextInput className={styles.grow} label={msg`File`} value={name} onChange={(e) => setName(e.currentTarget.value)} />
        <NativeSelect
          label={msg`Folder`}
          data={draft.folders.map((f) => ({ value: f.id, label: `${f.id} (${f.where})` }))}
          value={source}
          onChange={(e) => setSource(e.currentTarget.value)}
        />
      </div>
      <Textarea
        ref={area}
        label={msg`Text (Markdown)`}
        classNames={{ input: styles.text ?? '' }}
        rows={18}
        maxLength={500_000}
        value={text}
        onChange={(e) => setText(e.currentTarget.value)}
      />
      {error && (
        <p role="alert" className={styles.fault}>
          {error.what} {error.remedy}
        </p>
      )}
      <div className={styles.end}>
        <span className={styles.quiet}>{msg`It is attached to the incident, and opens by itself for these alerts from now on.`}</span>
        <Button
          type="submit"
          size="xs"
          aria-busy={isSaving}
          disabled={name.trim() === '' || text.trim() === ''}
          rightSection={<Kbd>Ctrl Enter</Kbd>}
        >{msg`Save`}</Button>
      </div>
    </form>
  );
}
