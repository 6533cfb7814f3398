// Values that a runbook asks for, typed by a person; they reach a command as variables.
import { NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import type { RunPlan } from '../../../../shared/domain/run';
import { msg } from '../../../../shared/words/words';
import styles from './run.module.css';

interface Props {
  readonly params: RunPlan['params'];
  readonly values: Readonly<Record<string, string>>;
  onChange(name: string, value: string): void;
}

export function ParamFields({ params, values, onChange }: Props) {
  if (params.length === 0) return null;
  return (
    <fieldset className={styles.params}>
      <legend>{msg`Values`}</legend>
      {params.map((p) => {
        const common = {
          ...{ size: 'xs' as const, label: p.label, value: values[p.name] ?? p.value },
          onChange: (e: { currentTarget: { value: string } }) => onChange(p.name, e.currentTarget.value),
        };
        if (p.type === 'choice') return <NativeSelect key={p.name} {...common} data={['', ...p.choices]} />;
        if (p.type === 'secret') return <PasswordInput key={p.name} {...common} autoComplete="off" />;
        return (
          <TextInput key={p.name} {...common} maxLength={10_000} autoComplete="off" inputMode={p.type === 'number' ? 'decimal' : 'text'} />
        );
      })}
    </fieldset>
  );
}
