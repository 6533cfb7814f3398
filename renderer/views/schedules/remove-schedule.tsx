// Asks before a schedule goes: its key goes with it. One that people are called by stays.
import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { CallError } from '../../../shared/contract';
import { usersOfSchedule } from '../../../shared/rules/schedule-use';
import type { ScheduleSettings } from '../../../shared/settings/team';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { useDesk } from '../../store/desk';
import styles from '../../ui/config-form/config-form.module.css';
import { Verdict } from '../../ui/config-form/verdict';
import { rich } from '../../ui/rich';
import { tellDone } from '../../ui/toasts';

export function RemoveSchedule({ schedule, onClose }: { readonly schedule: ScheduleSettings; onClose(): void }) {
  const [error, setError] = useState<CallError | null>(null);
  const settings = useDesk((state) => state.settings);
  const users = settings === null ? [] : usersOfSchedule(settings, schedule.id);
  const remove = async (): Promise<void> => {
    const reply = await callEngine('remove-schedule', { schedule: schedule.id });
    if (!reply.ok) return setError(reply.error);
    tellDone(msg`${schedule.name} removed`);
    onClose();
  };
  return (
    <Modal opened onClose={onClose} size={440} title={msg`Remove ${schedule.name}?`} closeButtonProps={{ 'aria-label': msg`Close` }}>
      {users.length > 0 ? (
        <p>{rich`${users.join(', ')} ${users.length === 1 ? msg`calls` : msg`call`} whoever is on call in it. Take it out there first.`}</p>
      ) : (
        <p>{msg`Its settings and its key are deleted here. Nothing changes at the source.`}</p>
      )}
      {error && <Verdict isOk={false} words={error.what} remedy={error.remedy} />}
      <div className={styles.formFoot}>
        <span className={styles.space} />
        <Button size="xs" variant="default" onClick={onClose} data-autofocus>{msg`Keep it`}</Button>
        <Button size="xs" className={styles.danger} disabled={users.length > 0} onClick={() => void remove()}>{msg`Remove`}</Button>
      </div>
    </Modal>
  );
}
