// Who of the people sits at this desk: takes roles, answers offers and takes shifts over under that name.
import { NativeSelect } from '@mantine/core';
import type { Settings } from '../../../shared/settings';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';

interface Props {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly value: unknown;
  onChange(id: string): void;
}

const NOBODY: Settings['people'] = [];

export function MeControl({ value, onChange, ...common }: Props) {
  const people = useDesk((s) => s.settings?.people) ?? NOBODY;
  const id = String(value ?? '');
  const isGone = id !== '' && !people.some((p) => p.id === id);
  return (
    <NativeSelect
      {...common}
      size="xs"
      data={[
        { value: '', label: people.length === 0 ? msg`add people first` : msg`not said` },
        ...people.map((p) => ({ value: p.id, label: p.name })),
        ...(isGone ? [{ value: id, label: msg`${id} (not among the people)` }] : []),
      ]}
      value={id}
      onChange={(e) => onChange(e.currentTarget.value)}
    />
  );
}
