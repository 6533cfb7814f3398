// Whether the record is whole, how it leaves this desk, and for security incidents what forensics asks for.
import { Button } from '@mantine/core';
import { ChevronDown, ChevronRight, Lock } from 'lucide-react';
import { useState } from 'react';
import type { TimelineEntry } from '../../../shared/contract';
import type { EvidenceFacts, ExportedBundle } from '../../../shared/contract/evidence';
import type { IncidentRow } from '../../../shared/domain/incident';
import { revealLine } from '../../../shared/domain/reveal-text';
import { counted, msg } from '../../../shared/words/words';
import { callShell } from '../../bridge';
import { rich } from '../../ui/rich';
import { Tag } from '../../ui/tag';
import { exactTime } from '../../ui/time-words';
import { tellError } from '../../ui/toasts';
import { ChainCheck } from './chain-check';
import styles from './evidence.module.css';
import { ForensicsList, forensicsCount } from './forensics-list';

interface Props {
  readonly row: IncidentRow;
  readonly facts: EvidenceFacts;
  readonly total: number;
  readonly entries: readonly TimelineEntry[];
}

export function EvidencePanel({ row, facts, total, entries }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const Arrow = isOpen ? ChevronDown : ChevronRight;
  return (
    <section className={styles.evidence} aria-label={msg`Evidence`}>
      <div className={styles.head}>
        <button type="button" className={styles.toggle} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          <Arrow size={14} aria-hidden /> {msg`Evidence`}
        </button>
        {row.isRestricted && (
          <Tag tone="security" title={msg`Pages and messages name number and severity only`}>
            <Lock size={11} aria-hidden /> {msg`Restricted`}
          </Tag>
        )}
        {row.isSecurity && <span className={styles.quiet}>{rich`Forensics ${forensicsCount(facts)}`}</span>}
        <span className={styles.grow} />
        <ChainCheck id={row.id} total={total} entries={entries} />
      </div>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className={styles.body} aria-label={msg`Evidence in detail`} tabIndex={0}>
          <Export row={row} facts={facts} />
          {row.isSecurity && <ForensicsList id={row.id} facts={facts} />}
        </section>
      )}
    </section>
  );
}

function Export({ row, facts }: Pick<Props, 'row' | 'facts'>) {
  const [isBusy, setIsBusy] = useState(false);
  const [bundle, setBundle] = useState<ExportedBundle | null>(null);
  const save = async (): Promise<void> => {
    if (isBusy) return;
    setIsBusy(true);
    const reply = await callShell('save-evidence', { incident: row.id, suggestedName: `INC-${row.number}-evidence.tar` });
    setIsBusy(false);
    if (!reply.ok) tellError(reply.error);
    else if (reply.value.bundle) setBundle(reply.value.bundle);
  };
  const last = facts.exports.at(-1);
  return (
    <div className={styles.export}>
      <div className={styles.row}>
        <Button size="compact-sm" variant="default" aria-busy={isBusy} onClick={() => void save()}>
          {isBusy ? msg`Exporting…` : msg`Export evidence…`}
        </Button>
        <span className={styles.quiet}>
          {facts.attachments.length === 0
            ? msg`All events with their hashes, as one file.`
            : msg`All events with their hashes and ${counted(facts.attachments.length, msg`attachment`, msg`attachments`)}, as one file.`}
        </span>
      </div>
      {bundle ? (
        <p role="status">
          {rich`Saved ${counted(bundle.events, msg`event`, msg`events`)} to ${bundle.path}`}
          {bundle.missing.length > 0 && (
            <b> {rich`without ${counted(bundle.missing.length, msg`attachment`, msg`attachments`)} that could not be read`}</b>
          )}
          {msg`. Check it anywhere with`} <code>npm run verify -- FILE</code>
          {msg`; keep this apart from it: SHA-256`} <code>{bundle.sha256}</code>
        </p>
      ) : (
        last && (
          <p className={styles.quiet}>
            {rich`Last exported ${exactTime(last.at)} by ${revealLine(last.by)}: ${counted(last.events, msg`event`, msg`events`)}, SHA-256`}{' '}
            <code>{last.sha256}</code>
          </p>
        )
      )}
    </div>
  );
}
