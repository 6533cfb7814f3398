// People: name, time zone, and where to reach them, best first. Ids are made from names and stay, for events name them.
import { Button, CloseButton, NativeSelect, Select, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { personIdOf } from '../../../shared/domain/people';
import type { Person } from '../../../shared/settings/team';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { type AddressHints, useAddressHints } from '../channels/use-address-hints';
import { ListEntry } from './list-entry';
import { listMoves } from './list-moves';
import styles from './settings-lists.module.css';

interface Props {
  readonly value: unknown;
  readonly labelledBy: string;
  onChange(value: readonly Person[]): void;
}

export function PeopleControl({ value, labelledBy, onChange }: Props) {
  const people = value as readonly Person[];
  const moves = listMoves(people, onChange);
  const hintOf = useAddressHints();
  const add = (): void => {
    const name = msg`New person`;
    onChange([...people, { id: personIdOf(name, people), name, timeZone: '', reach: [] }]);
  };
  return (
    <fieldset aria-labelledby={labelledBy} className={styles.list}>
      {people.length === 0 && <p className={styles.quiet}>{msg`Nobody yet. Whoever is asked to take a role is added here too.`}</p>}
      <ul className={styles.entries}>
        {people.map((person, at) => (
          <ListEntry key={person.id} name={person.name} isFirst={at === 0} onUp={() => moves.up(at)} onRemove={() => moves.remove(at)}>
            <PersonFields person={person} hintOf={hintOf} onChange={(patch) => moves.put(at, patch)} />
          </ListEntry>
        ))}
      </ul>
      <div className={styles.adds}>
        <Button size="xs" variant="default" onClick={add}>{msg`Add a person`}</Button>
      </div>
    </fieldset>
  );
}

interface PersonProps {
  readonly person: Person;
  readonly hintOf: AddressHints;
  onChange(patch: Partial<Person>): void;
}

function PersonFields({ person, hintOf, onChange }: PersonProps) {
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), []);
  return (
    <>
      <div className={styles.pair}>
        <TextInput
          size="xs"
          aria-label={msg`Name of ${person.id}`}
          description={person.id}
          inputWrapperOrder={['input', 'description']}
          maxLength={60}
          value={person.name}
          onChange={(e) => onChange({ name: e.currentTarget.value })}
        />
        <Select
          size="xs"
          aria-label={msg`Time zone of ${person.name}`}
          data={zones}
          value={person.timeZone || null}
          placeholder={msg`time zone: this machine’s`}
          onChange={(zone) => onChange({ timeZone: zone ?? '' })}
          searchable
          clearable
          limit={50}
          nothingFoundMessage={msg`No such zone`}
        />
      </div>
      <ReachFields person={person} hintOf={hintOf} onChange={(reach) => onChange({ reach })} />
    </>
  );
}

interface ReachProps {
  readonly person: Person;
  readonly hintOf: AddressHints;
  onChange(reach: Person['reach']): void;
}

function ReachFields({ person, hintOf, onChange }: ReachProps) {
  const channels = useDesk((s) => s.settings?.channels) ?? [];
  const { reach } = person;
  const put = (at: number, patch: Partial<Person['reach'][number]>): void =>
    onChange(reach.map((r, i) => (i === at ? { ...r, ...patch } : r)));
  const [first] = channels;
  if (first === undefined && reach.length === 0)
    return <p className={styles.quiet}>{msg`Where to reach them can be said once there is a channel.`}</p>;
  return (
    <>
      {reach.map((way, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: ways have no identity but their place
        <div className={styles.reach} key={at}>
          <NativeSelect
            size="xs"
            aria-label={msg`${person.name}, way ${at + 1}: channel`}
            data={[
              ...channels.map((c) => ({ value: c.id, label: c.name })),
              ...(channels.some((c) => c.id === way.channel) ? [] : [{ value: way.channel, label: msg`${way.channel} (gone)` }]),
            ]}
            value={way.channel}
            onChange={(e) => put(at, { channel: e.currentTarget.value, address: '' })}
          />
          {hintOf(way.channel) === null ? (
            <span className={styles.quiet}>{msg`its own place`}</span>
          ) : (
            <TextInput
              size="xs"
              aria-label={msg`${person.name}, way ${at + 1}: address`}
              placeholder={msg`its own place, or ${hintOf(way.channel)}`}
              value={way.address}
              onChange={(e) => put(at, { address: e.currentTarget.value })}
            />
          )}
          <CloseButton
            size="sm"
            aria-label={msg`Remove way ${at + 1} of ${person.name}`}
            onClick={() => onChange(reach.filter((_, i) => i !== at))}
          />
        </div>
      ))}
      {first !== undefined && reach.length < 10 && (
        <div className={styles.adds}>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => onChange([...reach, { channel: first.id, address: '' }])}
          >{msg`Add a way to reach them`}</Button>
        </div>
      )}
    </>
  );
}
