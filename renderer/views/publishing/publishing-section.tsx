// Settings, section "Publishing": the places where postmortems go. Nothing goes there by itself.
import { Button } from '@mantine/core';
import { BookUp } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { CallError } from '../../../shared/contract';
import type { PublishManifest } from '../../../shared/contract/publish';
import type { PublishTarget } from '../../../shared/settings/publish';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { useDesk } from '../../store/desk';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { tellDone, tellError } from '../../ui/toasts';
import styles from '../channels/channels.module.css';
import settingsStyles from '../settings/settings.module.css';
import { PlaceDialog } from './place-dialog';

export function PublishingSection() {
  const places = useDesk((state) => state.settings?.publish);
  const [kinds, setKinds] = useState<readonly PublishManifest[] | null>(null);
  const [error, setError] = useState<CallError | null>(null);
  const ask = useCallback(async () => {
    setError(null);
    const reply = await callEngine('list-publish-kinds', {});
    if (reply.ok) setKinds(reply.value.kinds);
    else setError(reply.error);
  }, []);
  useEffect(() => void ask(), [ask]);
  return (
    <>
      <p className={settingsStyles.about}>
        {msg`Places where postmortems are read by others: a git repository, Confluence, Notion. Nothing goes there by itself;`}{' '}
        <em>{msg`Share`}</em> {msg`in a postmortem shows first what would go and who could read it.`}
      </p>
      {error ? (
        <ErrorState error={error} onRetry={() => void ask()} />
      ) : places === undefined || kinds === null ? (
        <SkeletonRows count={3} label={msg`Loading the places`} />
      ) : (
        <PlaceList places={places} kinds={kinds} />
      )}
    </>
  );
}

function PlaceList({ places, kinds }: { readonly places: readonly PublishTarget[]; readonly kinds: readonly PublishManifest[] }) {
  const [editing, setEditing] = useState<PublishTarget | 'new' | null>(null);
  const add = <Button size="xs" onClick={() => setEditing('new')}>{msg`Add a place`}</Button>;
  return (
    <>
      {places.length === 0 ? (
        <EmptyState
          icon={<BookUp size={22} aria-hidden />}
          title={msg`No place yet`}
          action={add}
        >{msg`A git repository takes postmortems offline too, and gets them when it can be reached. Tokens lie in the encrypted vault.`}</EmptyState>
      ) : (
        <>
          <ul className={styles.list} aria-label={msg`Places`}>
            {places.map((place) => (
              <Place key={place.id} place={place} kind={kinds.find((k) => k.kind === place.kind)} onEdit={() => setEditing(place)} />
            ))}
          </ul>
          {add}
        </>
      )}
      {editing !== null && (
        <PlaceDialog kinds={kinds} existing={editing === 'new' ? undefined : editing} onClose={() => setEditing(null)} />
      )}
    </>
  );
}

interface PlaceProps {
  readonly place: PublishTarget;
  readonly kind: PublishManifest | undefined;
  onEdit(): void;
}

/** Removing asks once more, in place. */
function Place({ place, kind, onEdit }: PlaceProps) {
  const [isAsking, setIsAsking] = useState(false);
  const remove = async (): Promise<void> => {
    const reply = await callEngine('remove-publish-target', { target: place.id });
    if (reply.ok) tellDone(msg`${place.name} removed; what was published stays where it is`);
    else tellError(reply.error);
  };
  return (
    <li className={styles.item}>
      <div>
        <span className={styles.name}>{place.name}</span>
        <span className={styles.second}>{kind?.name ?? msg`unknown kind “${place.kind}”`}</span>
      </div>
      <div className={styles.acts}>
        {isAsking ? (
          <>
            <span className={styles.second}>{msg`Its token goes with it.`}</span>
            <Button size="compact-xs" variant="default" onClick={() => setIsAsking(false)}>{msg`Keep it`}</Button>
            <Button
              size="compact-xs"
              variant="default"
              aria-label={msg`Remove ${place.name} now`}
              onClick={() => void remove()}
            >{msg`Remove`}</Button>
          </>
        ) : (
          <>
            <Button size="compact-xs" variant="default" aria-label={msg`Edit ${place.name}`} onClick={onEdit}>{msg`Edit`}</Button>
            <Button
              size="compact-xs"
              variant="default"
              aria-label={msg`Remove ${place.name}`}
              onClick={() => setIsAsking(true)}
            >{msg`Remove…`}</Button>
          </>
        )}
      </div>
    </li>
  );
}
