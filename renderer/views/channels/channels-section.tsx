// Settings, section "Channels": where people can be told. Each is made and tried here; whom it reaches is said by audiences and people.
import { Button } from '@mantine/core';
import { Megaphone } from 'lucide-react';
import { useState } from 'react';
import type { ChannelSettings } from '../../../shared/settings/telling';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { Verdict } from '../../ui/config-form/verdict';
import { EmptyState } from '../../ui/empty-state';
import { SkeletonRows } from '../../ui/skeleton-rows';
import settingsStyles from '../settings/settings.module.css';
import { ChannelDialog } from './channel-dialog';
import { ChannelItem } from './channel-item';
import styles from './channels.module.css';
import { RemoveChannel } from './remove-channel';
import { type ChannelKinds, useChannelKinds } from './use-channel-kinds';

export function ChannelsSection() {
  const channels = useDesk((state) => state.settings?.channels);
  const kinds = useChannelKinds();
  return (
    <>
      <p
        className={settingsStyles.about}
      >{msg`Places outside where people can be told: Slack, Teams, mail, a pager, a phone. Nothing goes out by itself because a channel stands here; audiences and routing rules say who is told what.`}</p>
      {channels === undefined || kinds.state === 'loading' ? (
        <SkeletonRows count={3} label={msg`Loading the channels`} />
      ) : (
        <ChannelList channels={channels} kinds={kinds} again={kinds.again} />
      )}
    </>
  );
}

interface ChannelListProps {
  readonly channels: readonly ChannelSettings[];
  readonly kinds: ChannelKinds;
  again(): void;
}

function ChannelList({ channels, kinds, again }: ChannelListProps) {
  const [editing, setEditing] = useState<ChannelSettings | 'new' | null>(null);
  const [removing, setRemoving] = useState<ChannelSettings | null>(null);
  if (kinds.state === 'failed') {
    return (
      <div role="alert">
        <Verdict isOk={false} words={kinds.error.what} remedy={kinds.error.remedy}>
          <Button variant="default" size="xs" onClick={again}>{msg`Ask again`}</Button>
        </Verdict>
      </div>
    );
  }
  const known = kinds.state === 'there' ? kinds.kinds : [];
  const add = <Button size="xs" onClick={() => setEditing('new')}>{msg`Add a channel`}</Button>;
  return (
    <>
      {channels.length === 0 ? (
        <EmptyState
          icon={<Megaphone size={22} aria-hidden />}
          title={msg`No channel yet`}
          action={add}
        >{msg`A channel is one place where people can be told, such as a Slack channel or a mail address. Its address is kept in the encrypted vault, and a test message shows whether it works.`}</EmptyState>
      ) : (
        <>
          <ul className={styles.list} aria-label={msg`Channels`}>
            {channels.map((channel) => (
              <ChannelItem
                key={channel.id}
                channel={channel}
                manifest={known.find((entry) => entry.kind === channel.kind)}
                onEdit={() => setEditing(channel)}
                onRemove={() => setRemoving(channel)}
              />
            ))}
          </ul>
          {add}
        </>
      )}
      <ChannelDialog kinds={known} editing={editing} onClose={() => setEditing(null)} />
      {removing && <RemoveChannel channel={removing} onClose={() => setRemoving(null)} />}
    </>
  );
}
