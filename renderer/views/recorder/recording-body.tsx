// What one recording holds: a curve where it is one, its text as text, and the ways to take it along.
import { Button } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { CallError } from '../../../shared/contract';
import type { RecordedBody, Recording } from '../../../shared/domain/recording';
import { revealText } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { callEngine, callShell } from '../../bridge';
import { ErrorState } from '../../ui/error-state';
import { parsedTree } from '../../ui/json-tree/json-rows';
import { JsonTree } from '../../ui/json-tree/json-tree';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { tellDone, tellError } from '../../ui/toasts';
import { QueryChart } from '../runbook/run/query-chart';
import styles from './recorder.module.css';

async function save({ name, what }: Recording, body: RecordedBody): Promise<void> {
  const text = what === 'promql' ? JSON.stringify(body.series, null, 2) : body.text;
  const suggestedName = `${name.slice(0, 80)}.${what === 'http' ? 'txt' : 'json'}`;
  const saved = await callShell('save-text-file', { suggestedName, text });
  if (!saved.ok) tellError(saved.error);
  else if (saved.value.path !== null) tellDone(msg`Saved as ${saved.value.path}`);
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(revealText(text));
    tellDone(msg`Copied`);
  } catch {
    tellError({ what: msg`The clipboard did not take it.`, remedy: msg`Save it as a file.` });
  }
}

export function RecordingBody({ recording }: { readonly recording: Recording }) {
  const { incident, id, name } = recording;
  const [body, setBody] = useState<RecordedBody | null>(null);
  const [error, setError] = useState<CallError | null>(null);
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a turn asks again
  useEffect(() => {
    let isOver = false;
    void callEngine('read-recording', { incident, id }).then((reply) => {
      if (isOver) return;
      if (reply.ok) setBody(reply.value);
      setError(reply.ok ? null : reply.error);
    });
    return () => {
      isOver = true;
    };
  }, [incident, id, turn]);
  if (error) return <ErrorState error={error} onRetry={() => setTurn((n) => n + 1)} />;
  if (!body) return <SkeletonRows count={3} />;
  return (
    <div className={styles.body}>
      <BodyView body={body} name={name} />
      <span className={styles.acts}>
        <Button size="xs" variant="default" onClick={() => void copy(body.text)}>{msg`Copy`}</Button>
        <Button size="xs" variant="default" onClick={() => void save(recording, body)}>{msg`Save…`}</Button>
      </span>
    </div>
  );
}

export function BodyView({ body, name }: { readonly body: RecordedBody; readonly name: string }) {
  const tree = useMemo(() => parsedTree(body.text), [body.text]);
  const label = msg`What ${name} said`;
  return (
    <>
      {body.series && <QueryChart series={body.series} />}
      {tree && <JsonTree value={tree} label={label} onCopy={(text) => void copy(text)} />}
      {!tree && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <pre className={styles.text} tabIndex={0} role="group" aria-label={label}>
          {revealText(body.text) || msg`The answer was empty.`}
        </pre>
      )}
    </>
  );
}
