// How often a page comes again until somebody acknowledges: two numbers that read as a sentence.
import { msg } from '../../../shared/words/words';
import { NumberText } from './number-text';
import styles from './settings.module.css';

interface RepeatControlProps {
  readonly value: unknown;
  readonly id: string;
  /** `SEV1`, for the names of both fields. */
  readonly name: string;
  onChange(value: unknown): void;
}

export function RepeatControl({ value, id, name, onChange }: RepeatControlProps) {
  const repeat = value as { readonly everyMinutes: number; readonly times: number };
  return (
    <span className={styles.unit}>
      {msg`every`}
      <NumberText
        id={id}
        size="xs"
        aria-label={msg`${name}: minutes between pages`}
        value={repeat.everyMinutes}
        onChange={(everyMinutes) => onChange({ ...repeat, everyMinutes })}
      />
      {msg`min,`}
      <NumberText
        size="xs"
        aria-label={msg`${name}: how many times`}
        value={repeat.times}
        onChange={(times) => onChange({ ...repeat, times })}
      />
      {msg`times`}
    </span>
  );
}
