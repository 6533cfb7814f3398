// One channel in the list: what it is, whether it is on, and what can be done to it.
import { Button, Switch } from '@mantine/core';
import { useState } from 'react';
import type { ChannelManifest } from '../../../shared/channel';
import type { ChannelTest } from '../../../shared/contract/channels';
import type { ChannelSettings } from '../../../shared/settings/telling';
import { Verdict } from '../../ui/config-form/verdict';
import { testChannel, turnChannel } from './channel-actions';
import styles from './channels.module.css';

interface ChannelItemProps {
  readonly channel: ChannelSettings;
  readonly manifest: ChannelManifest | undefined;
  onEdit(): void;
  onRemove(): void;
}

export function ChannelItem({ channel, manifest, onEdit, onRemove }: ChannelItemProps) {
  const [isTesting, setIsTesting] = useState(false);
  const [test, setTest] = useState<ChannelTest | null>(null);
  const tryIt = async (): Promise<void> => {
    setIsTesting(true);
    setTest(await testChannel(channel, {}, ''));
    setIsTesting(false);
  };
  return (
    <li className={styles.item} data-off={channel.isEnabled ? undefined : true}>
      <div>
        <span className={styles.name}>{channel.name}</span>
        <span className={styles.second}>
          {manifest?.name ?? `unknown kind “${channel.kind}”`} · {channel.id}
          {channel.isEnabled ? '' : ' · off: nobody is told by it'}
        </span>
      </div>
      <div className={styles.acts}>
        <Switch
          aria-label={`${channel.name} is on`}
          checked={channel.isEnabled}
          onChange={(event) => void turnChannel(channel, event.currentTarget.checked)}
        />
        <Button size="compact-xs" variant="default" loading={isTesting} aria-label={`Test ${channel.name}`} onClick={() => void tryIt()}>
          Test
        </Button>
        <Button size="compact-xs" variant="default" aria-label={`Edit ${channel.name}`} onClick={onEdit}>
          Edit
        </Button>
        <Button size="compact-xs" variant="default" aria-label={`Remove ${channel.name}`} onClick={onRemove}>
          Remove
        </Button>
      </div>
      <div role="status" className={styles.report}>
        {test && <Verdict isOk={test.isOk} words={test.words} remedy={test.remedy} />}
      </div>
    </li>
  );
}
