// Settings, section "Trackers": where actions become tickets. Each is made and tried here.
import { Button } from '@mantine/core';
import { ListChecks } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { CallError } from '../../../shared/contract';
import type { TrackerSettings } from '../../../shared/settings/actions';
import type { TrackerManifest } from '../../../shared/tracker';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { useDesk } from '../../store/desk';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { SkeletonRows } from '../../ui/skeleton-rows';
import styles from '../channels/channels.module.css';
import settingsStyles from '../settings/settings.module.css';
import { RemoveTracker } from './remove-tracker';
import { TrackerDialog } from './tracker-dialog';
import { TrackerItem } from './tracker-item';

export function TrackersSection() {
  const trackers = useDesk((state) => state.settings?.trackers);
  const [kinds, setKinds] = useState<readonly TrackerManifest[] | null>(null);
  const [error, setError] = useState<CallError | null>(null);
  const ask = useCallback(async () => {
    setError(null);
    const reply = await callEngine('list-tracker-kinds', {});
    if (reply.ok) setKinds(reply.value.kinds);
    else setError(reply.error);
  }, []);
  useEffect(() => void ask(), [ask]);
  return (
    <>
      <p
        className={settingsStyles.about}
      >{msg`Where actions become tickets: GitHub, GitLab, Jira. Nothing goes there by itself; an action is pushed by hand, and what becomes of its ticket is followed from then on.`}</p>
      {error ? (
        <ErrorState error={error} onRetry={() => void ask()} />
      ) : trackers === undefined || kinds === null ? (
        <SkeletonRows count={3} label={msg`Loading the trackers`} />
      ) : (
        <TrackerList trackers={trackers} kinds={kinds} />
      )}
    </>
  );
}

function TrackerList({ trackers, kinds }: { readonly trackers: readonly TrackerSettings[]; readonly kinds: readonly TrackerManifest[] }) {
  const [editing, setEditing] = useState<TrackerSettings | 'new' | null>(null);
  const [removing, setRemoving] = useState<TrackerSettings | null>(null);
  const add = <Button size="xs" onClick={() => setEditing('new')}>{msg`Add a tracker`}</Button>;
  return (
    <>
      {trackers.length === 0 ? (
        <EmptyState
          icon={<ListChecks size={22} aria-hidden />}
          title={msg`No tracker yet`}
          action={add}
        >{msg`A tracker is one repository or project where tickets are kept. Its token lies in the encrypted vault, and a test shows whether it works.`}</EmptyState>
      ) : (
        <>
          <ul className={styles.list} aria-label={msg`Trackers`}>
            {trackers.map((tracker) => (
              <TrackerItem
                key={tracker.id}
                tracker={tracker}
                manifest={kinds.find((k) => k.kind === tracker.kind)}
                onEdit={() => setEditing(tracker)}
                onRemove={() => setRemoving(tracker)}
              />
            ))}
          </ul>
          {add}
        </>
      )}
      {editing !== null && (
        <TrackerDialog kinds={kinds} existing={editing === 'new' ? undefined : editing} onClose={() => setEditing(null)} />
      )}
      {removing && <RemoveTracker tracker={removing} onClose={() => setRemoving(null)} />}
    </>
  );
}
