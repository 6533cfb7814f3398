// One channel in the list: what it is, whether it is on, and what can be done to it.
import { Button, Switch } from '@mantine/core';
import { useState } from 'react';
import type { ChannelManifest } from '../../../shared/channel';
import type { ChannelTest } from '../../../shared/contract/channels';
import type { ChannelSettings } from '../../../shared/settings/telling';
import { msg } from '../../../shared/words/words';
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
          {manifest?.name ?? msg`unknown kind “${channel.kind}”`} · {channel.id}
          {channel.isEnabled ? '' : msg` · off: nobody is told by it`}
        </span>
      </div>
      <div className={styles.acts}>
        <Switch
          aria-label={msg`${channel.name} is on`}
          checked={channel.isEnabled}
          onChange={(event) => void turnChannel(channel, event.currentTarget.checked)}
        />
        <Button
          size="compact-xs"
          variant="default"
          loading={isTesting}
          aria-label={msg`Test ${channel.name}`}
          onClick={() => void tryIt()}
        >{msg`Test`}</Button>
        <Button size="compact-xs" variant="default" aria-label={msg`Edit ${channel.name}`} onClick={onEdit}>{msg`Edit`}</Button>
        <Button size="compact-xs" variant="default" aria-label={msg`Remove ${channel.name}`} onClick={onRemove}>{msg`Remove`}</Button>
      </div>
      <div role="status" className={styles.report}>
        {test && <Verdict isOk={test.isOk} words={test.words} remedy={test.remedy} />}
      </div>
    </li>
  );
}
