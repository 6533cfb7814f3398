// The header's buttons: the one next act, what is near, and a menu for the rest. Every one names its key.
import { Button, Menu } from '@mantine/core';
import { MoreHorizontal } from 'lucide-react';
import { useState } from 'react';
import type { IncidentRow } from '../../../shared/domain/incident';
import { msg } from '../../../shared/words/words';
import { acknowledge, flagSecurity, reopen, unacknowledge, unsnooze } from '../../store/commands';
import { closeAs, moveOn } from '../../store/moving-on';
import { useUi } from '../../store/ui';
import { KeyHint } from '../../ui/kbd';
import { SOURCE_WORDS } from '../source/source-words';
import { useAnySourceAct } from '../source/use-source-acts';
import { copyLink } from './copy-link';
import styles from './incident-header.module.css';
import { type ActId, actsFor } from './next-act';

interface Props {
  readonly row: IncidentRow;
  /** After an act was committed: an incident that the desk no longer holds has to be fetched again. */
  onActed(): void;
  onSplit(): void;
}

function wordOf(act: ActId, row: IncidentRow): string {
  const words: Readonly<Record<ActId, string>> = {
    acknowledge: msg`Acknowledge`,
    unacknowledge: msg`Unacknowledge`,
    resolve: msg`Resolve`,
    close: msg`Close`,
    'close-actionable': row.status === 'resolved' ? msg`As actionable` : msg`It was actionable`,
    'close-noise': row.status === 'resolved' ? msg`As noise` : msg`It was noise`,
    reopen: msg`Reopen`,
    snooze: msg`Snooze`,
    unsnooze: msg`Wake`,
    silence: msg`Silence`,
    note: `${SOURCE_WORDS.note.label}…`,
    downtime: `${SOURCE_WORDS.downtime.label}…`,
    recheck: `${SOURCE_WORDS.recheck.label}…`,
    'resolve-at-source': `${SOURCE_WORDS.resolve.label}…`,
    'snooze-at-source': `${SOURCE_WORDS.snooze.label}…`,
    severity: msg`Set severity…`,
    security: row.isSecurity ? msg`Not a security incident` : msg`Mark as security incident`,
    restrict: row.isRestricted ? msg`Who needs to know…` : msg`Restrict to those who need to know…`,
    merge: msg`Merge…`,
    split: msg`Split…`,
  };
  return words[act];
}

function run(act: ActId, row: IncidentRow, onSplit: () => void): Promise<boolean> | undefined {
  const ids = [row.id];
  const { openDialog } = useUi.getState();
  switch (act) {
    case 'acknowledge':
      return acknowledge(ids);
    case 'unacknowledge':
      return unacknowledge(ids);
    case 'resolve':
      return moveOn(ids, 'resolve');
    case 'close':
      return moveOn(ids, 'close');
    case 'close-actionable':
      return closeAs(ids, 'actionable');
    case 'close-noise':
      return closeAs(ids, 'noise');
    case 'reopen':
      return reopen(ids);
    case 'unsnooze':
      return unsnooze(ids);
    case 'security':
      return flagSecurity(ids, !row.isSecurity);
    case 'snooze':
      openDialog({ kind: 'snooze', incidents: ids });
      return undefined;
    case 'silence':
      openDialog({ kind: 'silence', incident: row.id });
      return undefined;
    case 'note':
    case 'downtime':
    case 'recheck':
      openDialog({ kind: 'source', incident: row.id, does: act });
      return undefined;
    case 'resolve-at-source':
    case 'snooze-at-source':
      openDialog({ kind: 'source', incident: row.id, does: act === 'resolve-at-source' ? 'resolve' : 'snooze' });
      return undefined;
    case 'severity':
      openDialog({ kind: 'severity', incidents: ids });
      return undefined;
    case 'restrict':
      openDialog({ kind: 'restrict', incidents: ids });
      return undefined;
    case 'merge':
      openDialog({ kind: 'merge', incidents: ids });
      return undefined;
    case 'split':
      onSplit();
      return undefined;
  }
}

export function IncidentActs({ row, onActed, onSplit }: Props) {
  const [busy, setBusy] = useState<ActId | null>(null);
  const { primary, buttons, menu } = actsFor(row, useAnySourceAct(row));
  const start = async (act: ActId): Promise<void> => {
    const running = run(act, row, onSplit);
    if (!running) return;
    setBusy(act);
    if (await running) onActed();
    setBusy(null);
  };
  const button = (act: ActId, isPrimary: boolean) => (
    <Button
      key={act}
      size="compact-md"
      variant={isPrimary ? 'filled' : 'default'}
      aria-busy={busy === act}
      className={styles.act}
      onClick={() => busy === null && void start(act)}
      rightSection={<KeyHint command={act} />}
    >
      {wordOf(act, row)}
    </Button>
  );
  return (
    <div className={styles.acts} role="toolbar" aria-label={msg`Acts`}>
      {primary && button(primary, true)}
      {buttons.map((act) => button(act, false))}
      <Menu position="bottom-end" withinPortal returnFocus withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button size="compact-md" variant="default" aria-label={msg`More acts`} className={styles.act}>
            <MoreHorizontal size={16} aria-hidden="true" />
          </Button>
        </Menu.Target>
        <Menu.Dropdown onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}>
          {menu.map((act) => (
            <Menu.Item key={act} rightSection={<KeyHint command={act} />} onClick={() => void start(act)}>
              {wordOf(act, row)}
            </Menu.Item>
          ))}
          {menu.length > 0 && <Menu.Divider />}
          <Menu.Item onClick={() => void copyLink(row)}>{msg`Copy link`}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
