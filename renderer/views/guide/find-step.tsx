// Step 1: looks on this machine, or at the one address that is typed, only when asked to. The form of what is found opens filled in.
import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { CallError, EngineValues } from '../../../shared/contract';
import type { FoundSource } from '../../../shared/sources';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { useDesk } from '../../store/desk';
import { showGuideStep } from '../../store/guide';
import { useUi } from '../../store/ui';
import { rich } from '../../ui/rich';
import { importMine } from '../first-run/first-run-acts';
import styles from './guide.module.css';

type Looked = { readonly address: string; readonly told: EngineValues['find-sources'] | CallError };

export function FindStep() {
  const [address, setAddress] = useState('');
  const [isLooking, setIsLooking] = useState(false);
  const [looked, setLooked] = useState<Looked | null>(null);
  useOnwardWhenAdded();
  const look = async (at: string): Promise<void> => {
    setIsLooking(true);
    const reply = await callEngine('find-sources', { address: at });
    setLooked({ address: at, told: reply.ok ? reply.value : reply.error });
    setIsLooking(false);
  };
  return (
    <>
      <p>{msg`A source is what fires your alerts: Alertmanager, Prometheus, Grafana, Icinga, NATS, MQTT and others. Nothing is asked before you press a button; only this machine, or the one address you give, is.`}</p>
      <form
        className={styles.ask}
        onSubmit={(event) => {
          event.preventDefault();
          void look(address.trim());
        }}
      >
        <TextInput
          label={msg`Address or host name`}
          description={msg`Empty: this machine.`}
          placeholder="alertmanager.example:9093"
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" loading={isLooking}>
          {address.trim() === '' ? msg`Look on this machine` : msg`Look there`}
        </Button>
      </form>
      <div role="status">{looked && !isLooking && <Told {...looked} />}</div>
      <div className={styles.links}>
        <Button size="compact-xs" variant="subtle" onClick={() => add()}>{msg`Choose the kind by hand`}</Button>
        <Button size="compact-xs" variant="subtle" onClick={importMine}>{msg`Import from another tool`}</Button>
      </div>
    </>
  );
}

function Told({ address, told }: Looked) {
  if ('what' in told) return <p className={styles.unsure}>{`${told.what} ${told.remedy}`}</p>;
  if (told.asked === 0)
    return (
      <p
        className={styles.unsure}
      >{msg`That is no address. Write one such as https://alerts.example:9093, without a user or password in it.`}</p>
    );
  if (told.found.length === 0)
    return (
      <p className={styles.unsure}>
        {address === ''
          ? msg`No source that this guide knows answers on this machine. Give the address of one, or choose the kind by hand.`
          : rich`No source that this guide knows answers at ${address}. It may want a login first or be of another kind: choose the kind by hand.`}
      </p>
    );
  return (
    <ul className={styles.found} aria-label={msg`Found`}>
      {told.found.map((source) => (
        <li key={`${source.kind} ${source.url}`}>
          <span>
            <b>{source.name}</b> <span className={styles.quiet}>{source.url}</span>
          </span>
          <Button
            size="compact-sm"
            aria-label={msg`Use it: ${source.name} at ${source.url}`}
            onClick={() => add(source)}
          >{msg`Use it`}</Button>
        </li>
      ))}
    </ul>
  );
}

function add(found?: FoundSource): void {
  useUi.getState().go('feeds');
  useUi.getState().openDialog({ kind: 'feed', feed: null, ...(found && { found }) });
}

/** A feed that is saved while this step is on is what it was for; that of the demo is none. */
function useOnwardWhenAdded(): void {
  const count = useDesk(({ status, settings }) => (status?.isDemo === true ? 0 : (settings?.feeds.length ?? null)));
  const before = useRef(count);
  useEffect(() => {
    if (before.current !== null && count !== null && count > before.current) void showGuideStep('test');
    before.current = count;
  }, [count]);
}
