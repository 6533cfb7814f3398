// No runbook fits: say so, say what became of the alert's own link, and offer to write one while it is fresh.
import { Button } from '@mantine/core';
import { BookPlus } from 'lucide-react';
import type { IncidentRunbooks } from '../../../shared/contract/runbooks';
import { msg } from '../../../shared/words/words';
import { openLink } from '../../store/commands';
import { EmptyState } from '../../ui/empty-state';
import { KeyHint } from '../../ui/kbd';
import { rich } from '../../ui/rich';
import styles from './runbook.module.css';

interface Props {
  readonly links: IncidentRunbooks['links'];
  onNew(): void;
  onBrowse(): void;
}

export function MissingRunbook({ links, onNew, onBrowse }: Props) {
  return (
    <EmptyState
      icon={<BookPlus size={22} aria-hidden />}
      title={msg`No runbook fits this incident yet`}
      action={
        <span className={styles.buttons}>
          <Button size="xs" rightSection={<KeyHint command="new-runbook" />} onClick={onNew}>{msg`Write one`}</Button>
          <Button size="xs" variant="default" onClick={onBrowse}>{msg`Look in the library`}</Button>
        </span>
      }
    >
      {msg`A new one comes filled in with the alert’s name, its labels and links; next time it opens by itself.`}
      {links.map((l) => (
        <p key={l.url} className={styles.why}>
          {rich`The alert ${l.alert} links to`}{' '}
          <button type="button" className={styles.link} onClick={() => void openLink(l.url)}>
            {l.url}
          </button>
          : {l.why || msg`there is no copy of it yet.`}
        </p>
      ))}
    </EmptyState>
  );
}
