// A new note: Markdown, the time when it happened if that was earlier, and files by paste, drop or choice.
import { Button, Textarea } from '@mantine/core';
import { Clock, Paperclip, X } from 'lucide-react';
import { type ClipboardEvent, type DragEvent, type KeyboardEvent, useRef, useState } from 'react';
import { PICTURE_TYPES } from '../../../shared/domain/file-type';
import { msg } from '../../../shared/words/words';
import { addNote } from '../../store/commands';
import { Kbd } from '../../ui/kbd';
import { rich } from '../../ui/rich';
import { bytesWords } from './bytes-words';
import { type DraftFile, draftOf, EMPTY_DRAFT, happenedAtOf, keepDraft, type NoteDraft, withFiles } from './note-draft';
import styles from './note-form.module.css';

const LONGEST_NOTE = 20_000;

interface Props {
  readonly id: string;
  onActed(): void;
}

function useDraft(id: string, onActed: () => void) {
  const [draft, setDraft] = useState(draftOf(id));
  const [why, setWhy] = useState('');
  const [isSending, setIsSending] = useState(false);
  const latest = useRef(draft);
  const write = (change: Partial<NoteDraft>): void => {
    latest.current = { ...latest.current, ...change };
    setDraft(latest.current);
    keepDraft(id, latest.current);
  };
  const attach = async (more: Iterable<File>): Promise<void> => {
    const read = await withFiles(latest.current.files, [...more]);
    write({ files: read.files });
    setWhy(read.why);
  };
  const canSend = draft.text.trim() !== '' || draft.files.length > 0;
  const send = async (): Promise<void> => {
    if (!canSend || isSending) return;
    setIsSending(true);
    const attachments = draft.files.map(({ name, base64 }) => ({ name, base64 }));
    const text = draft.text.trim() || msg`Attached ${draft.files.map(({ name }) => name).join(', ')}`;
    if (await addNote(id, { text, happenedAt: happenedAtOf(draft), attachments })) {
      write(EMPTY_DRAFT);
      setWhy('');
      onActed();
    }
    setIsSending(false);
  };
  return { draft, why, isSending, canSend, write, attach, send };
}

export function NoteForm({ id, onActed }: Props) {
  const { draft, why, isSending, canSend, write, attach, send } = useDraft(id, onActed);
  const [isTimed, setIsTimed] = useState(draft.happenedAt !== '');
  const chooser = useRef<HTMLInputElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void send();
  };
  const onPaste = (event: ClipboardEvent): void => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    void attach(event.clipboardData.files);
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    void attach(event.dataTransfer.files);
  };
  return (
    <form
      className={styles.form}
      aria-label={msg`New note`}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Textarea
        aria-label={msg`New note`}
        placeholder={msg`What did you see, try or decide? Markdown; paste or drop a picture.`}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={LONGEST_NOTE}
        value={draft.text}
        onChange={(e) => write({ text: e.currentTarget.value })}
        onPaste={onPaste}
      />
      <Files files={draft.files} onRemove={(gone) => write({ files: draft.files.filter((file) => file !== gone) })} />
      {why && <p className={styles.why} role="alert">{rich`Not attached: ${why}.`}</p>}
      <div className={styles.row}>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<Paperclip size={14} aria-hidden />}
          onClick={() => chooser.current?.click()}
        >{msg`Attach`}</Button>
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          aria-label={msg`Files to attach`}
          onChange={(event) => {
            void attach(event.currentTarget.files ?? []);
            event.currentTarget.value = '';
          }}
        />
        {isTimed ? (
          <label className={styles.when}>
            {msg`Happened at`}
            <input type="datetime-local" step={1} value={draft.happenedAt} onChange={(e) => write({ happenedAt: e.currentTarget.value })} />
          </label>
        ) : (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<Clock size={14} aria-hidden />}
            onClick={() => setIsTimed(true)}
          >{msg`Happened earlier`}</Button>
        )}
        <span className={styles.grow} />
        <Button
          type="submit"
          variant="default"
          aria-busy={isSending}
          disabled={!canSend}
          rightSection={<Kbd>Ctrl Enter</Kbd>}
        >{msg`Add note`}</Button>
      </div>
    </form>
  );
}

function Files({ files, onRemove }: { readonly files: readonly DraftFile[]; onRemove(file: DraftFile): void }) {
  if (files.length === 0) return null;
  return (
    <ul className={styles.files}>
      {files.map((file) => (
        <li key={`${file.name} ${file.base64.slice(-24)}`} className={styles.file}>
          {PICTURE_TYPES.has(file.mime) && <img src={`data:${file.mime};base64,${file.base64}`} alt="" className={styles.small} />}
          <span>
            {file.name}, {bytesWords(file.bytes)}
          </span>
          <button type="button" aria-label={msg`Leave out ${file.name}`} className={styles.remove} onClick={() => onRemove(file)}>
            <X size={14} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}
