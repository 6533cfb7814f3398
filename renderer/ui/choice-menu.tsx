// A button that says what is chosen and opens the list of choices.
import { Menu } from '@mantine/core';
import { Check, ChevronDown } from 'lucide-react';

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
}

interface ChoiceMenuProps<T extends string> {
  /** Stands before the choice: "Group: service". */
  readonly name: string;
  readonly value: T;
  readonly choices: readonly Choice<T>[];
  onChoose(value: T): void;
  /** The time to find out what there is to choose. */
  onOpen?(): void;
}

export function ChoiceMenu<T extends string>({ name, value, choices, onChoose, onOpen = () => {} }: ChoiceMenuProps<T>) {
  const chosen = choices.find((choice) => choice.value === value)?.label ?? value;
  return (
    <Menu position="bottom-end" offset={4} withinPortal withInitialFocusPlaceholder={false} onOpen={onOpen}>
      <Menu.Target>
        <button type="button" className="chip chip-menu">
          <span className="chip-name">{name}: </span>
          {chosen}
          <ChevronDown size={12} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={360} className="scrolls">
        {choices.map((choice) => (
          <Menu.RadioItem
            key={choice.value}
            value={choice.value}
            checked={choice.value === value}
            checkIcon={<Check size={14} aria-hidden />}
            closeMenuOnClick
            data-autofocus={choice.value === value || undefined}
            onChange={() => onChoose(choice.value)}
          >
            {choice.label}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
