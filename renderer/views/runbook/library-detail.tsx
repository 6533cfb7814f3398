// A runbook outside of an incident: its text to read, evidence of its use, and a place to say what should be better.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { msg } from '../../../shared/words/words';
import { openLink } from '../../store/commands';
import { ErrorState } from '../../ui/error-state';
import { Kbd } from '../../ui/kbd';
import { rich } from '../../ui/rich';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { changedWords } from './changed-words';
import { Evidence } from './evidence';
import panes from './library.module.css';
import styles from './runbook.module.css';
import { remark } from './runbook-acts';
import { Stale } from './runbook-head';
import { RunbookKeys } from './runbook-keys';
import { RunbookPage } from './runbook-page';
import { pathBeside } from './runbook-paths';
import { NoteLine } from './step-note';
import { useRunbook } from './use-runbook';

interface Props {
  readonly id: string;
  onOpen(id: string): void;
}

const NOTHING = (): void => undefined;

export function LibraryDetail({ id, onOpen }: Props) {
  const { opened, error, changedAt, refresh } = useRunbook(id);
  const [improving, setImproving] = useState<{ readonly step: string | null } | null>(null);
  if (!opened) return error ? <ErrorState error={error} onRetry={refresh} /> : <SkeletonRows count={6} />;
  const { info } = opened.document;
  return (
    <article className={panes.detail} aria-label={info.title}>
      <div className={styles.head}>
        <div className={styles.titleLine}>
          <h3>{info.title}</h3>
          <Stale opened={opened} />
        </div>
        <div className={styles.facts}>
          <span className={styles.why}>{info.id}</span>
          {info.origin.kind === 'link' && (
            <button type="button" className={styles.link} onClick={() => void openLink(info.origin.path)}>{msg`Open the page`}</button>
          )}
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            rightSection={<Kbd>I</Kbd>}
            onClick={() => setImproving({ step: null })}
          >{msg`Improve this runbook`}</Button>
        </div>
      </div>
      {error && <p className={styles.notice}>{rich`▲ ${error.what} What stands here is what was read before.`}</p>}
      {changedAt !== null && (
        <p className={styles.notice} role="status">
          {changedWords(opened.document.info, changedAt)}
        </p>
      )}
      {improving && (
        <div className={styles.improve}>
          <NoteLine
            label={msg`What should be better in this runbook?`}
            placeholder={improving.step === null ? msg`What should be better in this runbook?` : msg`What should be better at this step?`}
            onSend={async (text) => {
              const isKept = await remark({ incident: null, runbook: id, step: improving.step, text });
              if (isKept) refresh();
              return isKept;
            }}
            onClose={() => setImproving(null)}
          />
        </div>
      )}
      <Evidence use={opened.use} />
      <RunbookPage
        key={id}
        document={opened.document}
        incident={null}
        progress={null}
        onActed={NOTHING}
        onRunbook={(path) => onOpen(pathBeside(info, path))}
        onImprove={(step) => setImproving({ step })}
      />
      <RunbookKeys canMark={false} />
    </article>
  );
}
