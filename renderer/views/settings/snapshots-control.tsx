// Snapshots of the flight recorder: what is asked, of which feed, for which alerts. Each can be tried before it is saved.
import { Button, NativeSelect, TagsInput, TextInput } from '@mantine/core';
import type { SnapshotSettings } from '../../../shared/settings/recorder';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { SnapshotTrial } from '../recorder/snapshot-trial';
import { listMoves } from './list-moves';
import { NumberText } from './number-text';
import { RuleHead } from './rule-head';
import shared from './settings.module.css';
import styles from './telling/telling.module.css';

interface Props {
  readonly value: unknown;
  readonly labelledBy: string;
  onChange(value: readonly SnapshotSettings[]): void;
}

export function SnapshotsControl({ value, labelledBy, onChange }: Props) {
  const snapshots = value as readonly SnapshotSettings[];
  const moves = listMoves(snapshots, onChange);
  const prometheus = useDesk((s) => s.settings?.feeds.find((one) => one.kind === 'prometheus')?.id ?? '');
  const fresh = (): { name: string; isEnabled: boolean; when: string[] } => {
    let n = snapshots.length + 1;
    while (snapshots.some((one) => one.name === `snapshot ${n}`)) n += 1;
    return { name: msg`snapshot ${n}`, isEnabled: true, when: [] };
  };
  return (
    <fieldset aria-labelledby={labelledBy} className={styles.list}>
      {snapshots.length === 0 && <p className={styles.quiet}>{msg`No snapshots: only the payloads of alerts are kept.`}</p>}
      {snapshots.map((snapshot, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the name is edited here, the place is not
        <div key={at} className={styles.item}>
          <RuleHead
            rule={snapshot}
            at={at}
            onChange={(patch) => moves.put(at, patch)}
            onUp={() => moves.up(at)}
            onRemove={() => moves.remove(at)}
          />
          <Fields snapshot={snapshot} onChange={(next) => onChange(snapshots.map((one, i) => (i === at ? next : one)))} />
          <SnapshotTrial snapshot={snapshot} />
        </div>
      ))}
      <span className={shared.unit}>
        <Button
          size="xs"
          variant="default"
          onClick={() => onChange([...snapshots, { kind: 'http', ...fresh(), url: 'https://', feed: '' }])}
        >{msg`Add a page`}</Button>
        <Button
          size="xs"
          variant="default"
          onClick={() => onChange([...snapshots, { kind: 'promql', ...fresh(), query: 'up', feed: prometheus, minutes: 60 }])}
        >{msg`Add a query`}</Button>
      </span>
    </fieldset>
  );
}

function Fields({ snapshot, onChange }: { readonly snapshot: SnapshotSettings; onChange(next: SnapshotSettings): void }) {
  const feeds = useDesk((s) => s.settings)?.feeds ?? [];
  const isPage = snapshot.kind === 'http';
  const fitting = feeds.filter((one) => isPage || one.kind === 'prometheus').map(({ id, name }) => ({ value: id, label: name }));
  const none = { value: '', label: isPage ? msg`no login` : msg`choose a feed` };
  return (
    <div className={styles.fields}>
      <TextInput
        size="xs"
        className={styles.matchers ?? ''}
        classNames={{ label: shared.label ?? '' }}
        label={isPage ? msg`Address` : msg`Query`}
        value={isPage ? snapshot.url : snapshot.query}
        onChange={({ currentTarget: { value } }) => onChange(isPage ? { ...snapshot, url: value } : { ...snapshot, query: value })}
      />
      <NativeSelect
        size="xs"
        classNames={{ label: shared.label ?? '' }}
        label={isPage ? msg`With the login of` : msg`Asked of`}
        data={[none, ...fitting]}
        value={snapshot.feed}
        onChange={(event) => onChange({ ...snapshot, feed: event.currentTarget.value })}
      />
      {!isPage && (
        <span className={shared.unit}>
          {msg`from`}
          <NumberText
            size="xs"
            aria-label={msg`Minutes before the trigger`}
            value={snapshot.minutes}
            onChange={(minutes) => onChange({ ...snapshot, minutes })}
          />
          {msg`min before`}
        </span>
      )}
      <TagsInput
        size="xs"
        className={`${styles.matchers} ${shared.monoTags}`}
        classNames={{ label: shared.label ?? '', pill: shared.tag ?? '' }}
        label={msg`Alerts with (none: every alert)`}
        value={[...snapshot.when]}
        splitChars={[]}
        acceptValueOnBlur
        onChange={(when) => onChange({ ...snapshot, when })}
      />
    </div>
  );
}
