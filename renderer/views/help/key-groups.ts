// The key table in the order of the help: groups by where a key works, only what has a key.
import type { KeyBinding, Where } from '../../keys';

export interface KeyGroup {
  readonly title: string;
  readonly bindings: readonly KeyBinding[];
}

const TITLES: Readonly<Record<Where, string>> = { everywhere: 'Everywhere', queue: 'In the queue', incident: 'On an incident' };

export function keyGroups(bindings: readonly KeyBinding[]): KeyGroup[] {
  return (Object.keys(TITLES) as Where[])
    .map((where) => ({ title: TITLES[where], bindings: bindings.filter((binding) => binding.where === where && binding.keys.length > 0) }))
    .filter((group) => group.bindings.length > 0);
}
