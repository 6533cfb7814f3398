// The sources of the library and how they are: what was read when, what can't be read, what was left out.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { RunbookSourceHealth } from '../../../shared/contract/runbooks';
import { locale, msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { Age } from '../../ui/age';
import { rich } from '../../ui/rich';
import { tellDone, tellError } from '../../ui/toasts';
import styles from './library.module.css';

const WORDS: Readonly<Record<RunbookSourceHealth['state'], string>> = {
  reading: '… reading',
  ok: '✓ read',
  stale: msg`▲ last copy`,
  failed: msg`✕ can’t be read`,
  off: '– off',
};

async function refresh(source: RunbookSourceHealth): Promise<void> {
  const reply = await callEngine('refresh-runbooks', { source: source.id });
  if (reply.ok) tellDone(msg`${source.id} was read again`);
  else tellError(reply.error);
}

export function SourceList({ sources }: { readonly sources: readonly RunbookSourceHealth[] }) {
  return (
    <section aria-label={msg`Sources`} className={styles.sources}>
      {sources.map((s) => (
        <Source key={s.id} source={s} />
      ))}
    </section>
  );
}

function Source({ source }: { readonly source: RunbookSourceHealth }) {
  const [isBusy, setIsBusy] = useState(false);
  const { state, leftOut, leftOutCount } = source;
  const isLink = source.kind === 'link';
  return (
    <div className={styles.source}>
      <div className={styles.sourceLine}>
        <b>{isLink ? msg`Links` : source.id}</b>
        <span className={styles.where} title={source.where}>
          {source.where}
        </span>
        <span className={styles.state} data-state={state}>
          {isLink && source.count === 0 && state === 'ok' ? msg`– none yet` : WORDS[state]}
          {source.readAt !== null && state !== 'off' && (
            <>
              {' '}
              <Age at={source.readAt} className="" /> {msg`ago`}
            </>
          )}
        </span>
        <span className={styles.quiet}>{rich`${source.count.toLocaleString(locale())} runbooks`}</span>
        <Button
          size="compact-xs"
          variant="default"
          aria-busy={isBusy}
          disabled={state === 'off'}
          onClick={() => {
            setIsBusy(true);
            void refresh(source).finally(() => setIsBusy(false));
          }}
        >{msg`Read again`}</Button>
      </div>
      {source.what !== '' && (
        <p className={styles.trouble}>
          {source.what} {source.remedy}
        </p>
      )}
      {leftOutCount > 0 && (
        <details className={styles.quiet}>
          <summary>{isLink ? msg`${leftOutCount} links without a fresh copy` : msg`${leftOutCount} files left out`}</summary>
          <ul>
            {leftOut.map((l) => (
              <li key={l.path}>
                {l.path}: {l.why}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
