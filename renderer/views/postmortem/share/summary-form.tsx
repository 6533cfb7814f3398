// The words for the engineering manager: proposed from the text, changed by a person, put into the outbox, and confirmed there.
import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { msg } from '../../../../shared/words/words';
import css from './share.module.css';
import type { ShareActs, Summary } from './share-acts';

export function SummaryForm({ acts }: { readonly acts: ShareActs }) {
  const [summary, setSummary] = useState<Summary | null>(null);
  const [isSent, setIsSent] = useState(false);
  if (isSent) return <p role="status" className={css.note}>{msg`It waits in the outbox for your yes.`}</p>;
  if (summary) return <Form summary={summary} acts={acts} onSent={() => setIsSent(true)} />;
  return <Button size="compact-sm" variant="default" onClick={() => void acts.summary().then(setSummary)}>{msg`Write a summary…`}</Button>;
}

function Form({ summary, acts, onSent }: { readonly summary: Summary; readonly acts: ShareActs; onSent(): void }) {
  const [subject, setSubject] = useState(summary.subject);
  const [text, setText] = useState(summary.text);
  const [at, setAt] = useState('0');
  const place = summary.places[Number(at)];
  if (!place) return <p className={css.note}>{msg`There is no channel that is on. Add one in the settings.`}</p>;
  const send = async (): Promise<void> => {
    if (await acts.sendSummary({ channel: place.channel, address: place.address, subject, text })) onSent();
  };
  const places = summary.places.map(({ channelName, personName, address }, index) => ({
    value: String(index),
    label: [personName, channelName, address].filter(Boolean).join(' · '),
  }));
  return (
    <div className={css.form}>
      <Select label={msg`To`} data={places} value={at} onChange={(value) => setAt(value ?? '0')} />
      <TextInput label={msg`Subject`} value={subject} onChange={(event) => setSubject(event.currentTarget.value)} />
      <Textarea
        label={msg`Message`}
        autosize
        minRows={4}
        maxRows={12}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={css.row}>
        <Button size="compact-sm" disabled={text.trim() === ''} onClick={() => void send()}>{msg`Put into the outbox`}</Button>
      </div>
    </div>
  );
}
