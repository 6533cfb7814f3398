// Asks before a channel goes: its secrets go with it, so this cannot be undone. One that people are told by stays.
import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { CallError } from '../../../shared/contract';
import { usersOfChannel } from '../../../shared/rules/channel-use';
import type { ChannelSettings } from '../../../shared/settings/telling';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import styles from '../../ui/config-form/config-form.module.css';
import { Verdict } from '../../ui/config-form/verdict';
import { rich } from '../../ui/rich';
import { removeChannel } from './channel-actions';

interface RemoveChannelProps {
  readonly channel: ChannelSettings;
  onClose(): void;
}

export function RemoveChannel({ channel, onClose }: RemoveChannelProps) {
  const [isRemoving, setIsRemoving] = useState(false);
  const [error, setError] = useState<CallError | null>(null);
  const settings = useDesk((state) => state.settings);
  const users = settings === null ? [] : usersOfChannel(settings, channel.id);
  const remove = async (): Promise<void> => {
    setIsRemoving(true);
    const refused = await removeChannel(channel);
    setIsRemoving(false);
    setError(refused);
    if (refused === null) onClose();
  };
  return (
    <Modal opened onClose={onClose} size={440} title={msg`Remove ${channel.name}?`} closeButtonProps={{ 'aria-label': msg`Close` }}>
      {users.length > 0 ? (
        <p>{rich`${users.join(', ')} ${users.length === 1 ? msg`is` : msg`are`} told by it. Take it out there first, or turn it off.`}</p>
      ) : (
        <p>{msg`Its settings and secrets are deleted here. What was sent by it stays on the timelines.`}</p>
      )}
      {error && <Verdict isOk={false} words={error.what} remedy={error.remedy} />}
      <div className={styles.formFoot}>
        <span className={styles.space} />
        <Button size="xs" variant="default" onClick={onClose} data-autofocus>{msg`Keep it`}</Button>
        <Button
          size="xs"
          className={styles.danger}
          disabled={users.length > 0}
          loading={isRemoving}
          onClick={() => void remove()}
        >{msg`Remove`}</Button>
      </div>
    </Modal>
  );
}
