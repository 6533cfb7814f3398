// What stands over the text: which runbook, why this one, how far, since when, and how old the copy is.
import { Button, Menu } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import type { RunbookMatch } from '../../../shared/domain/runbook';
import type { RunbookProgress } from '../../../shared/log/views/runbook';
import { msg } from '../../../shared/words/words';
import { openLink } from '../../store/commands';
import { Age } from '../../ui/age';
import { Kbd } from '../../ui/kbd';
import { rich } from '../../ui/rich';
import { Tag } from '../../ui/tag';
import { exactTime } from '../../ui/time-words';
import styles from './runbook.module.css';
import { tallySteps } from './step-marks';
import type { OpenedRunbook } from './use-runbook';

interface Props {
  readonly opened: OpenedRunbook;
  readonly why: string;
  readonly progress: RunbookProgress | null;
  readonly others: readonly RunbookMatch[];
  onChoose(runbook: string): void;
  onBrowse(): void;
  onImprove(): void;
}

export function RunbookHead({ opened, why, progress, others, onChoose, onBrowse, onImprove }: Props) {
  const { info, steps } = opened.document;
  return (
    <div className={styles.head}>
      <div className={styles.titleLine}>
        <h3>{info.title}</h3>
        <Stale opened={opened} />
        <Menu position="bottom-end" offset={4} withinPortal>
          <Menu.Target>
            <button type="button" className="chip chip-menu">
              {others.length > 0 ? msg`${others.length} more` : msg`Another`} <ChevronDown size={12} aria-hidden />
            </button>
          </Menu.Target>
          <Menu.Dropdown maw={380}>
            {others.map((m) => (
              <Menu.Item key={m.runbook} onClick={() => onChoose(m.runbook)}>
                <span className={styles.strong}>{m.title}</span>
                <br />
                <span className={styles.facts}>{m.why}</span>
              </Menu.Item>
            ))}
            {others.length > 0 && <Menu.Divider />}
            <Menu.Item onClick={onBrowse}>{msg`Look in the library…`}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      <div className={styles.facts}>
        <span className={styles.why}>
          <b>{msg`Why this one:`}</b> {why}
        </span>
      </div>
      <div className={styles.facts}>
        <Progress steps={steps} progress={progress} />
        {progress?.firstOpenedAt && (
          <span>
            {msg`open since`} <Age at={progress.firstOpenedAt} />
          </span>
        )}
        {info.origin.kind === 'link' && (
          <button type="button" className={styles.link} onClick={() => void openLink(info.origin.path)}>{msg`Open the page`}</button>
        )}
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          rightSection={<Kbd>I</Kbd>}
          onClick={onImprove}
        >{msg`Improve this runbook`}</Button>
      </div>
    </div>
  );
}

function Progress({ steps, progress }: { readonly steps: OpenedRunbook['document']['steps']; readonly progress: RunbookProgress | null }) {
  const { total, done, skipped, failed } = tallySteps(steps, progress);
  if (total === 0) return <span>{msg`no steps, just text`}</span>;
  const part = (n: number): { width: string } => ({ width: `${(n / total) * 100}%` });
  const words = [msg`${done} of ${total} done`, skipped > 0 && msg`${skipped} skipped`, failed > 0 && msg`${failed} failed`]
    .filter(Boolean)
    .join(', ');
  return (
    <>
      <span className={styles.bar} role="img" aria-label={words}>
        <span data-state="done" style={part(done)} />
        <span data-state="failed" style={part(failed)} />
        <span data-state="skipped" style={part(skipped)} />
      </span>
      <span>{words}</span>
    </>
  );
}

/** Is what stands here what the source says now? */
export function Stale({ opened }: { readonly opened: OpenedRunbook }) {
  const { origin } = opened.document.info;
  const { source } = opened;
  const at = origin.kind === 'link' ? origin.fetchedAt : (source?.readAt ?? origin.fetchedAt);
  const isStale = source === null || source.state === 'stale' || source.state === 'failed';
  if (isStale && origin.kind !== 'link')
    return (
      <Tag tone="unsure" title={`${source?.what ?? msg`Its source is gone.`} ${source?.remedy ?? ''}`}>
        {rich`▲ last copy${at !== null && `, ${exactTime(at)}`}`}
      </Tag>
    );
  if (origin.kind === 'folder' || at === null) return <Tag title={origin.path}>{origin.source}</Tag>;
  return (
    <Tag title={msg`${origin.path}, fetched ${exactTime(at)}`}>
      {origin.kind === 'link' ? msg`copy of` : 'read'} <Age at={at} className="" /> {msg`ago`}
    </Tag>
  );
}
