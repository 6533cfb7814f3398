// A message by hand: to whom, in which words (from the template, with the facts filled in), where it goes. Sending is the yes.
import { Button, NativeSelect } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { PreviewedMessage } from '../../../shared/contract/telling';
import type { IncidentRow } from '../../../shared/domain/incident';
import { revealLine } from '../../../shared/domain/reveal-text';
import type { Audience, Moment } from '../../../shared/settings/telling';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { sendMessage, type Wording } from '../../store/acts';
import { useDesk } from '../../store/desk';
import { rich } from '../../ui/rich';
import { tellError } from '../../ui/toasts';
import cards from '../outbox/outbox.module.css';
import { WordingFields } from '../outbox/wording-fields';
import styles from './response.module.css';

const NONE: readonly Audience[] = [];
const MOMENTS: readonly { readonly value: Moment; readonly label: string }[] = [
  { value: 'update', label: msg`Update` },
  { value: 'opened', label: msg`It has begun` },
  { value: 'resolved', label: msg`It is over` },
];

export function Compose({ row }: { readonly row: IncidentRow }) {
  const audiences = useDesk((s) => s.settings?.audiences ?? NONE);
  const [isOpen, setIsOpen] = useState(false);
  const reachable = audiences.filter((a) => a.members.length > 0);
  if (reachable.length === 0)
    return (
      <p
        className={cards.quiet}
      >{msg`No audience has members yet: give them channels or people in the settings, then updates can be sent from here.`}</p>
    );
  if (isOpen) return <ComposeForm row={row} audiences={reachable} onClose={() => setIsOpen(false)} />;
  return (
    <div className={cards.buttons}>
      <Button size="xs" variant="default" onClick={() => setIsOpen(true)}>{msg`Send an update…`}</Button>
    </div>
  );
}

interface FormProps {
  readonly row: IncidentRow;
  readonly audiences: readonly Audience[];
  onClose(): void;
}

function ComposeForm({ row, audiences, onClose }: FormProps) {
  const [audience, setAudience] = useState(audiences[0]?.id ?? '');
  const [moment, setMoment] = useState<Moment>(row.status === 'resolved' || row.status === 'closed' ? 'resolved' : 'update');
  const [preview, setPreview] = useState<PreviewedMessage | null>(null);
  const [wording, setWording] = useState<Wording>({ subject: '', text: '' });
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => {
    let isStale = false;
    void callEngine('preview-message', { incident: row.id, audience, moment }).then((reply) => {
      if (isStale) return;
      if (!reply.ok) return tellError(reply.error);
      setPreview(reply.value);
      setWording({ subject: reply.value.subject, text: reply.value.text });
    });
    return () => {
      isStale = true;
    };
  }, [row.id, audience, moment]);
  const send = async (): Promise<void> => {
    setIsBusy(true);
    if (await sendMessage({ incident: row.id, to: { audience }, isUpdate: moment === 'update', ...wording })) onClose();
    setIsBusy(false);
  };
  return (
    <form
      className={styles.compose}
      aria-label={msg`New message`}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className={styles.choices}>
        <NativeSelect
          size="xs"
          label={msg`To`}
          data={audiences.map((a) => ({ value: a.id, label: a.name }))}
          value={audience}
          onChange={(event) => setAudience(event.currentTarget.value)}
        />
        <NativeSelect
          size="xs"
          label={msg`Words for`}
          data={[...MOMENTS]}
          value={moment}
          onChange={(event) => setMoment(event.currentTarget.value as Moment)}
        />
      </div>
      <WordingFields wording={wording} onChange={setWording} />
      <Where preview={preview} />
      <div className={cards.buttons}>
        <Button
          type="submit"
          size="xs"
          loading={isBusy}
          disabled={!preview || preview.places.length === 0 || wording.text.trim() === ''}
        >{msg`Send`}</Button>
        <Button size="xs" variant="default" onClick={onClose}>{msg`Cancel`}</Button>
      </div>
    </form>
  );
}

function Where({ preview }: { readonly preview: PreviewedMessage | null }) {
  if (preview === null) return <p className={cards.quiet}>…</p>;
  const places = preview.places.map((p) => [p.channel, p.address, p.person].filter(Boolean).join(' · '));
  return (
    <>
      {places.length > 0 && <p className={cards.quiet}>{rich`Goes to ${revealLine(places.join(', '))}.`}</p>}
      {preview.notes.map((note) => (
        <p key={note} className={cards.changed}>
          {revealLine(note)}
        </p>
      ))}
      {preview.problems.map((problem) => (
        <p key={problem} className={cards.changed} role="alert">
          {revealLine(problem)}
        </p>
      ))}
    </>
  );
}
