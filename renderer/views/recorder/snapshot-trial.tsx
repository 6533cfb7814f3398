// Takes a snapshot now, with what stands in the form, and shows what would be kept.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { EngineValues, Reply } from '../../../shared/contract';
import { type SnapshotSettings, snapshotSettings } from '../../../shared/settings/recorder';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import styles from './recorder.module.css';
import { BodyView } from './recording-body';
import { howWords } from './recording-words';

type Tried = Reply<EngineValues['try-snapshot']>;

/** What is wrong with what stands in the form, before anything is asked. */
function wrongWith(snapshot: SnapshotSettings): Tried | null {
  const read = snapshotSettings.safeParse(snapshot);
  const issue = read.success ? undefined : read.error.issues[0];
  if (!issue) return null;
  const field = { url: msg`Address`, query: msg`Query`, feed: msg`Feed`, name: msg`Name` }[String(issue.path[0])] ?? String(issue.path[0]);
  return { ok: false, error: { kind: 'refused', what: msg`${field}: ${issue.message}.`, remedy: '' } };
}

export function SnapshotTrial({ snapshot }: { readonly snapshot: SnapshotSettings }) {
  const [isTrying, setTrying] = useState(false);
  const [tried, setTried] = useState<Tried | null>(null);
  const run = async (): Promise<void> => {
    const wrong = wrongWith(snapshot);
    if (wrong) return setTried(wrong);
    setTrying(true);
    setTried(await callEngine('try-snapshot', { snapshot }));
    setTrying(false);
  };
  return (
    <div className={styles.trial}>
      <Button size="xs" variant="default" loading={isTrying} onClick={() => void run()}>{msg`Try it`}</Button>
      <div role="status" className={styles.trial}>
        {tried && !tried.ok && (
          <p className={styles.failed}>
            {tried.error.what} {tried.error.remedy}
          </p>
        )}
        {tried?.ok && <Outcome value={tried.value} />}
      </div>
    </div>
  );
}

function Outcome({ value: { recording, body } }: { readonly value: EngineValues['try-snapshot'] }) {
  return (
    <>
      <p className={recording.state === 'failed' ? styles.failed : styles.quiet}>
        {recording.state === 'failed' ? `${recording.why} ${recording.remedy}` : howWords(recording)}
      </p>
      {body && <BodyView body={body} name={recording.name} />}
    </>
  );
}
