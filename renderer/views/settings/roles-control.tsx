// Roles and their checklists: a name, and for each stage one duty a line. Their order is that of the strip in an incident's header.
import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { DUTY_STAGES, type DutyStage } from '../../../shared/domain/duty-stage';
import { personIdOf } from '../../../shared/domain/people';
import type { Role } from '../../../shared/settings/team';
import { msg } from '../../../shared/words/words';
import { ListEntry } from './list-entry';
import { listMoves } from './list-moves';
import styles from './settings-lists.module.css';

interface Props {
  readonly value: unknown;
  readonly labelledBy: string;
  onChange(value: readonly Role[]): void;
}

const STAGES: Readonly<Record<DutyStage, string>> = {
  detected: msg`Detect`,
  responding: msg`Respond`,
  resolving: msg`Resolve`,
  closing: msg`Close`,
  improving: msg`Improve`,
};
const NO_DUTIES: Role['duties'] = { detected: [], responding: [], resolving: [], closing: [], improving: [] };

export function RolesControl({ value, labelledBy, onChange }: Props) {
  const roles = value as readonly Role[];
  const moves = listMoves(roles, onChange);
  const add = (): void => {
    const name = msg`New role`;
    onChange([...roles, { id: personIdOf(name, roles), name, duties: NO_DUTIES }]);
  };
  return (
    <fieldset aria-labelledby={labelledBy} className={styles.list}>
      {roles.length === 0 && <p className={styles.quiet}>{msg`No roles: incidents are worked on without them.`}</p>}
      <ul className={styles.entries}>
        {roles.map((role, at) => (
          <ListEntry key={role.id} name={role.name} isFirst={at === 0} onUp={() => moves.up(at)} onRemove={() => moves.remove(at)}>
            <TextInput
              size="xs"
              aria-label={msg`Name of ${role.id}`}
              maxLength={60}
              value={role.name}
              onChange={(e) => moves.put(at, { name: e.currentTarget.value })}
            />
            <div className={styles.stages}>
              {DUTY_STAGES.map((stage) => (
                <DutiesField
                  key={stage}
                  name={`${role.name}: ${STAGES[stage]}`}
                  label={STAGES[stage]}
                  duties={role.duties[stage]}
                  onChange={(duties) => moves.put(at, { duties: { ...role.duties, [stage]: duties } })}
                />
              ))}
            </div>
          </ListEntry>
        ))}
      </ul>
      <div className={styles.adds}>
        <Button size="xs" variant="default" onClick={add}>{msg`Add a role`}</Button>
      </div>
    </fieldset>
  );
}

interface DutiesProps {
  readonly name: string;
  readonly label: string;
  readonly duties: readonly string[];
  onChange(duties: string[]): void;
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** What is typed stays as it is typed, line ends included; what it means goes on. */
function DutiesField({ name, label, duties, onChange }: DutiesProps) {
  const [text, setText] = useState(duties.join('\n'));
  const isStale = linesOf(text).join('\n') !== duties.join('\n');
  return (
    <Textarea
      size="xs"
      aria-label={name}
      label={label}
      placeholder={msg`one duty a line`}
      rows={1}
      classNames={{ input: styles.duties ?? '' }}
      value={isStale ? duties.join('\n') : text}
      onChange={(e) => {
        setText(e.currentTarget.value);
        onChange(linesOf(e.currentTarget.value));
      }}
    />
  );
}
