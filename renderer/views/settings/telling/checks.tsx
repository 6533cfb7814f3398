// Some of a few: check boxes in a row.
import styles from './telling.module.css';

interface Props {
  readonly legend: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: readonly string[];
  onChange(chosen: readonly string[]): void;
}

export function Checks({ legend, options, chosen, onChange }: Props) {
  return (
    <fieldset className={styles.checks}>
      <legend>{legend.split(': ').at(-1)}</legend>
      {options.map(({ value, label }) => (
        <label key={value}>
          <input
            type="checkbox"
            aria-label={`${legend}: ${label}`}
            checked={chosen.includes(value)}
            onChange={(event) => onChange(event.currentTarget.checked ? [...chosen, value] : chosen.filter((c) => c !== value))}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
