// Audiences: whom messages go to. Each has members: a channel (with an address where it has some), a person, or whoever is on call.
import { Button, CloseButton, NativeSelect, TextInput } from '@mantine/core';
import type { Settings } from '../../../../shared/settings';
import type { Audience } from '../../../../shared/settings/telling';
import { msg } from '../../../../shared/words/words';
import { useDesk } from '../../../store/desk';
import { freeId } from '../../../ui/config-form/free-id';
import { type AddressHints, useAddressHints } from '../../channels/use-address-hints';
import styles from './telling.module.css';

type Member = Audience['members'][number];

interface Props {
  readonly value: unknown;
  readonly labelledBy: string;
  onChange(value: readonly Audience[]): void;
}

export function AudiencesControl({ value, labelledBy, onChange }: Props) {
  const audiences = value as readonly Audience[];
  const settings = useDesk((s) => s.settings);
  const hintOf = useAddressHints();
  if (settings === null) return null;
  const put = (at: number, patch: Partial<Audience>): void => onChange(audiences.map((a, i) => (i === at ? { ...a, ...patch } : a)));
  return (
    <fieldset aria-labelledby={labelledBy} className={styles.list}>
      {audiences.map((audience, at) => (
        <div key={audience.id} className={styles.item}>
          <div className={styles.head}>
            <TextInput
              size="xs"
              className={styles.grow}
              aria-label={msg`Name of the audience ${audience.name}`}
              value={audience.name}
              onChange={(event) => put(at, { name: event.currentTarget.value })}
            />
            <CloseButton aria-label={msg`Remove ${audience.name}`} onClick={() => onChange(audiences.filter((_a, i) => i !== at))} />
          </div>
          <Members audience={audience} settings={settings} hintOf={hintOf} onChange={(members) => put(at, { members })} />
        </div>
      ))}
      <Button
        size="xs"
        variant="default"
        onClick={() =>
          onChange([
            ...audiences,
            {
              id: freeId(
                'audience',
                audiences.map((a) => a.id),
              ),
              name: msg`New audience`,
              members: [],
            },
          ])
        }
      >{msg`Add an audience`}</Button>
    </fieldset>
  );
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

function choicesOf(settings: Settings): Choice[] {
  return [
    ...settings.channels.map((c) => ({ value: `channel ${c.id}`, label: c.isEnabled ? c.name : msg`${c.name} (off)` })),
    ...settings.people.map((p) => ({ value: `person ${p.id}`, label: p.name })),
    ...settings.schedules.map((s) => ({ value: `schedule ${s.id}`, label: msg`On call: ${s.name}` })),
  ];
}

function keyOf(member: Member): string {
  if ('person' in member) return `person ${member.person}`;
  return 'schedule' in member ? `schedule ${member.schedule}` : `channel ${member.channel}`;
}

function memberOf(key: string): Member {
  const [kind, id = ''] = key.split(' ');
  if (kind === 'person') return { person: id };
  return kind === 'schedule' ? { schedule: id } : { channel: id, address: '' };
}

interface MembersProps {
  readonly audience: Audience;
  readonly settings: Settings;
  readonly hintOf: AddressHints;
  onChange(members: Member[]): void;
}

function Members({ audience, settings, hintOf, onChange }: MembersProps) {
  const { members, name } = audience;
  const choices = choicesOf(settings);
  const put = (at: number, member: Member): void => onChange(members.map((m, i) => (i === at ? member : m)));
  return (
    <>
      {members.map((member, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: members have no identity but their place.
        <div key={at} className={styles.member}>
          <NativeSelect
            size="xs"
            aria-label={msg`${name}: member ${at + 1}`}
            data={known(choices, keyOf(member))}
            value={keyOf(member)}
            onChange={(event) => put(at, memberOf(event.currentTarget.value))}
          />
          <MemberPlace
            member={member}
            label={msg`${name}: address of member ${at + 1}`}
            hintOf={hintOf}
            onChange={(next) => put(at, next)}
          />
          <CloseButton aria-label={msg`Remove member ${at + 1} of ${name}`} onClick={() => onChange(members.filter((_m, i) => i !== at))} />
        </div>
      ))}
      {choices.length === 0 ? (
        <p className={styles.quiet}>{msg`Nobody can be reached yet: add a channel or people first.`}</p>
      ) : (
        <Button
          size="compact-xs"
          variant="subtle"
          className={styles.add}
          onClick={() => onChange([...members, memberOf(choices[0]?.value ?? '')])}
        >{msg`Add a member`}</Button>
      )}
    </>
  );
}

interface PlaceProps {
  readonly member: Member;
  readonly label: string;
  readonly hintOf: AddressHints;
  onChange(member: Member): void;
}

function MemberPlace({ member, label, hintOf, onChange }: PlaceProps) {
  if (!('channel' in member)) return <span className={styles.quiet}>{msg`where they are reached`}</span>;
  const hint = hintOf(member.channel);
  if (hint === null) return <span className={styles.quiet}>{msg`its own place`}</span>;
  return (
    <TextInput
      size="xs"
      aria-label={label}
      placeholder={msg`its own place, or ${hint}`}
      value={member.address}
      onChange={(event) => onChange({ ...member, address: event.currentTarget.value })}
    />
  );
}

/** A member that left the settings is shown by its id rather than as somebody else. */
function known(choices: readonly Choice[], key: string): Choice[] {
  return choices.some((c) => c.value === key) ? [...choices] : [...choices, { value: key, label: msg`${key} (unknown)` }];
}
