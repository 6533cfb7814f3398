// To whom a role goes: people with the hour where they are, found by typing; where nobody is known yet, one field adds somebody.
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import type { Person } from '../../../shared/settings/team';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { actOnRole, addPerson } from '../../store/roles';
import { useTimeWords } from '../../ui/clock';
import { DialogFrame } from '../incident/dialog-frame';
import dialogStyles from '../incident/dialogs.module.css';
import { useNamesOf } from '../incident/names-of';
import { holderWords, theirHour } from './role-words';
import styles from './roles.module.css';

interface Props {
  readonly incident: string;
  /** Null: the first role that is free. */
  readonly role: string | null;
  onClose(): void;
}

function Hour({ person }: { readonly person: Person }) {
  const words = useTimeWords((now) => theirHour(person.timeZone, now));
  return <small>{words}</small>;
}

function fitting(people: readonly Person[], text: string): Person[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return people.filter((p) => words.every((w) => `${p.name} ${p.id}`.toLowerCase().includes(w))).slice(0, 50);
}

interface ListProps {
  readonly people: readonly Person[];
  readonly picked: number;
  readonly me: string;
  onPick(at: number): void;
}

function PeopleList({ people, picked, me, onPick }: ListProps) {
  return (
    <div id="role-people" role="listbox" aria-label={msg`People`} className={styles.people} tabIndex={-1}>
      {people.map((p, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above moves through the options
        <div key={p.id} id={`role-person-${p.id}`} role="option" tabIndex={-1} aria-selected={at === picked} onClick={() => onPick(at)}>
          <span>
            {p.name}
            {p.id === me && <span className={styles.quiet}> {msg`(you)`}</span>}
          </span>
          <Hour person={p} />
        </div>
      ))}
    </div>
  );
}

export function RoleDialog({ incident, role: wanted, onClose }: Props) {
  const settings = useDesk((s) => s.settings);
  const row = useDesk((s) => s.rows.get(incident));
  const isDictated = useDesk((s) => s.status?.settingsFrom != null);
  const names = useNamesOf([incident]);
  const roles = settings?.roles ?? [];
  const firstFree = roles.find((r) => !row?.roles.some((h) => h.role === r.id))?.id ?? roles[0]?.id ?? '';
  const [roleId, setRoleId] = useState(wanted ?? firstFree);
  const [text, setText] = useState('');
  const [note, setNote] = useState('');
  const [picked, setPicked] = useState(0);
  const [isBusy, setIsBusy] = useState(false);
  if (!settings) return null;
  const holder = row?.roles.find((h) => h.role === roleId) ?? null;
  const isHeld = holder?.person != null;
  const me = settings.person.id;
  const people = fitting(
    settings.people.filter((p) => p.id !== holder?.person),
    text,
  );
  const person = people[Math.min(picked, people.length - 1)];
  const newName = text.trim();
  const canAdd = person === undefined && newName !== '' && newName.length <= 60 && !isDictated;

  const give = async (): Promise<void> => {
    if (isBusy || (!person && !canAdd)) return;
    setIsBusy(true);
    const to = person?.id ?? (await addPerson(newName, false));
    const args = { incident, role: roleId };
    const isDone =
      to !== null &&
      (isHeld ? await actOnRole('hand-over-role', { ...args, to, note }) : await actOnRole('assign-role', { ...args, person: to }));
    setIsBusy(false);
    if (isDone) onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    setPicked((at) => Math.max(0, Math.min(people.length - 1, at + step)));
  };
  return (
    <DialogFrame title={isHeld ? msg`Hand over a role of ${names}` : msg`Assign a role of ${names}`} onClose={onClose} size={440}>
      <form
        className={dialogStyles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void give();
        }}
      >
        <NativeSelect
          label={msg`Role`}
          data={roles.map((r) => ({ value: r.id, label: r.name }))}
          value={roleId}
          onChange={(e) => setRoleId(e.currentTarget.value)}
          description={holderWords(holder)}
        />
        <TextInput
          data-autofocus
          label={settings.people.length === 0 ? msg`Name` : msg`To`}
          placeholder={settings.people.length === 0 ? msg`Who is it? They are added to the people` : msg`A name, also a new one`}
          role="combobox"
          aria-expanded="true"
          aria-controls="role-people"
          aria-autocomplete="list"
          aria-activedescendant={person ? `role-person-${person.id}` : ''}
          autoComplete="off"
          maxLength={60}
          value={text}
          onChange={(e) => {
            setText(e.currentTarget.value);
            setPicked(0);
          }}
          onKeyDown={onKeyDown}
        />
        <PeopleList people={people} picked={person ? people.indexOf(person) : -1} me={me} onPick={setPicked} />
        {isHeld && (
          <TextInput
            label={msg`Note`}
            placeholder={msg`What should they know?`}
            maxLength={1000}
            value={note}
            onChange={(e) => setNote(e.currentTarget.value)}
          />
        )}
        <p className={styles.quiet} role="status">
          {giveWords({ person, newName, canAdd, isHeld, isMe: person?.id === me && me !== '', isDictated })}
        </p>
        <div className={dialogStyles.end}>
          <span className={styles.quiet}>{msg`↑ ↓ pick, Enter gives.`}</span>
          <Button type="submit" disabled={!person && !canAdd} aria-busy={isBusy}>
            {isHeld ? msg`Hand over` : msg`Assign`}
          </Button>
        </div>
      </form>
    </DialogFrame>
  );
}

interface GiveWords {
  readonly person: Person | undefined;
  readonly newName: string;
  readonly canAdd: boolean;
  readonly isHeld: boolean;
  readonly isMe: boolean;
  readonly isDictated: boolean;
}

/** What Enter would do, before it is done. */
function giveWords({ person, newName, canAdd, isHeld, isMe, isDictated }: GiveWords): string {
  if (isMe) return msg`You hold it at once.`;
  if (person)
    return msg`${person.name} is asked${isHeld ? msg`; the holder keeps it until they accept` : msg` and holds it once they accept`}.`;
  if (canAdd) return msg`${newName} is added to the people and asked.`;
  if (isDictated && newName !== '') return msg`Nobody of this name; people come from the settings file.`;
  return msg`Type a name.`;
}
