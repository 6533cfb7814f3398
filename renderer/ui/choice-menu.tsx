// A button that says what is chosen and opens the list of choices.
import { Menu } from '@mantine/core';
import { Check, ChevronDown } from 'lucide-react';

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
}

/** `name` stands before the choice: "Group: service". Choices that are picked by typing are no part of it. */
export function ChoiceMenu<T extends string>({ name, value, choices, onChoose }: { name: string; value: T; choices: readonly Choice<T>[]; onChoose(value: T): void }) {
  const chosen = choices.find((choice) => choice.value === value)?.label ?? value;
  return (
    <Menu position="bottom-end" offset={4} transitionProps={{ duration: 80 }} withinPortal>
      <Menu.Target>
        <button type="button" className="chip chip-menu">
          <span className="chip-name">{name}: </span>
          {chosen}
          <ChevronDown size={12} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={360} className="scrolls">
        {choices.map((choice) => (
          <Menu.Item
            key={choice.value}
            role="menuitemradio"
            aria-checked={choice.value === value}
            rightSection={choice.value === value ? <Check size={14} aria-hidden /> : null}
            onClick={() => onChoose(choice.value)}
          >
            {choice.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
