// Starts a postmortem: which template, why that one was proposed, and the draft that the incident itself gives.
import { Button, NativeSelect } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { PostmortemDraftValues } from '../../../shared/contract/postmortem-draft';
import type { IncidentRow } from '../../../shared/domain/incident';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { tellError } from '../../ui/toasts';
import styles from './postmortem-tab.module.css';

type Drafted = PostmortemDraftValues['draft-postmortem'];
type Templates = PostmortemDraftValues['list-postmortem-templates'];

export function StartForm({ row, onActed }: { readonly row: IncidentRow; onActed(): void }) {
  const [proposed, setProposed] = useState<Drafted | null>(null);
  const [list, setList] = useState<Templates | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => {
    let isGone = false;
    const load = async (): Promise<void> => {
      const [draft, templates] = await Promise.all([
        callEngine('draft-postmortem', { incident: row.id, template: null }),
        callEngine('list-postmortem-templates', {}),
      ]);
      if (isGone) return;
      if (draft.ok) setProposed(draft.value);
      else tellError(draft.error);
      if (templates.ok) setList(templates.value);
    };
    void load();
    return () => {
      isGone = true;
    };
  }, [row.id]);
  const template = chosen ?? proposed?.template ?? null;
  const start = async (): Promise<void> => {
    setIsBusy(true);
    const draft = await callEngine('draft-postmortem', { incident: row.id, template });
    const { markdown: text = '', template: made = '' } = draft.ok ? draft.value : {};
    const reply = draft.ok ? await callEngine('start-postmortem', { incident: row.id, template: made, text }) : draft;
    setIsBusy(false);
    if (!reply.ok) tellError(reply.error);
    onActed();
  };
  const about = list?.templates.find(({ id }) => id === template)?.about ?? '';
  const why = chosen === null || chosen === proposed?.template ? (proposed?.why ?? '') : about;
  return (
    <div className={styles.start}>
      {list && template !== null && (
        <NativeSelect
          size="xs"
          label={msg`Template`}
          description={why}
          data={list.templates.map(({ id, name, isOwn }) => ({ value: id, label: isOwn ? msg`${name} (own)` : name }))}
          value={template}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      )}
      {list?.faults.map((fault) => (
        <p key={fault} className={styles.note} data-late>
          {fault}
        </p>
      ))}
      <Button size="xs" loading={isBusy} onClick={() => void start()}>{msg`Start the postmortem`}</Button>
    </div>
  );
}
