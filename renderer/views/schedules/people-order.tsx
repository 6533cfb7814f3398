// Who takes turns, in which order: added from the people of the settings, moved up, taken out.
import { Button, Select } from '@mantine/core';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { INPUT_CLASSES } from '../../ui/config-form/input-classes';
import { PersonMark } from '../../ui/person-mark';
import styles from './schedules.module.css';

interface PeopleOrderProps {
  readonly people: readonly string[];
  readonly error: string | undefined;
  onChange(people: readonly string[]): void;
}

export function PeopleOrder({ people, error, onChange }: PeopleOrderProps) {
  const known = useDesk((state) => state.settings?.people) ?? [];
  const nameOf = (id: string): string => known.find((person) => person.id === id)?.name ?? id;
  const move = (i: number): void => {
    const next = [...people];
    const [moved] = next.splice(i, 1);
    if (moved !== undefined) next.splice(i - 1, 0, moved);
    onChange(next);
  };
  return (
    <fieldset className={styles.people}>
      <legend>{msg`They take turns`}</legend>
      {people.length > 0 && (
        <ol>
          {people.map((id, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: somebody may have two turns in a round
            <li key={`${id}${i}`}>
              <PersonMark name={nameOf(id)} person={id} />
              <span className={styles.who}>{nameOf(id)}</span>
              <Button
                size="compact-xs"
                variant="default"
                disabled={i === 0}
                aria-label={msg`${nameOf(id)} earlier`}
                onClick={() => move(i)}
              >
                ↑
              </Button>
              <Button
                size="compact-xs"
                variant="default"
                aria-label={msg`Take out ${nameOf(id)}`}
                onClick={() => onChange(people.filter((_, at) => at !== i))}
              >
                ✕
              </Button>
            </li>
          ))}
        </ol>
      )}
      {known.length === 0 ? (
        <p className={styles.hint}>{msg`There are no people in the settings yet: add them under People first.`}</p>
      ) : (
        <Select
          aria-label={msg`Add a person to the rotation`}
          placeholder={msg`Add a person`}
          data={known.map(({ id, name }) => ({ value: id, label: name }))}
          value={null}
          onChange={(id) => id !== null && onChange([...people, id])}
          searchable
          error={error}
          classNames={INPUT_CLASSES}
        />
      )}
      {known.length === 0 && error !== undefined && <p role="alert">{error}</p>}
    </fieldset>
  );
}
