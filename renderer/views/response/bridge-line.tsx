// The conference bridge of an incident: opened once, then copied, opened or shared.
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { IncidentRow } from '../../../shared/domain/incident';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { openBridge } from '../../store/acts';
import { openLink } from '../../store/commands';
import { useDesk } from '../../store/desk';
import { tellDone, tellError } from '../../ui/toasts';
import styles from './response.module.css';

async function copy(url: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(url);
    tellDone(msg`Address of the bridge copied`);
  } catch {
    tellError({ what: msg`The clipboard refused the address.`, remedy: msg`Copy it from here: ${url}` });
  }
}

export function BridgeLine({ row }: { readonly row: IncidentRow }) {
  const bridge = useDesk((s) => s.settings?.bridge);
  const [url, setUrl] = useState('');
  if (row.bridgeUrl !== null) return <Opened url={row.bridgeUrl} name={bridge?.name ?? msg`Bridge`} />;
  if (row.status === 'closed' || row.status === 'merged') return null;
  const hasOwn = (bridge?.url ?? '') !== '';
  return (
    <div className={styles.line}>
      <span className={styles.lineWords}>{msg`No conference bridge yet.`}</span>
      <span className={styles.acts}>
        {!hasOwn && (
          <TextInput
            size="xs"
            aria-label={msg`Address of the bridge`}
            placeholder="https://meet.example/inc"
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
          />
        )}
        <Button
          size="compact-xs"
          variant="default"
          disabled={!hasOwn && url.trim() === ''}
          onClick={() => void openBridge(row.id, hasOwn ? null : url.trim())}
        >{msg`Open a bridge`}</Button>
      </span>
    </div>
  );
}

function Opened({ url, name }: { readonly url: string; readonly name: string }) {
  return (
    <div className={styles.line}>
      <span className={styles.lineWords}>
        {revealLine(name)}: <code>{revealLine(url)}</code>
      </span>
      <span className={styles.acts}>
        <Button size="compact-xs" variant="default" onClick={() => void openLink(url)}>{msg`Join`}</Button>
        <Button size="compact-xs" variant="default" onClick={() => void copy(url)}>{msg`Copy`}</Button>
      </span>
    </div>
  );
}
