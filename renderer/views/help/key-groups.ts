// The key table in the order of the help: groups by where a key works, only what has a key.
import { msg } from '../../../shared/words/words';
import type { KeyBinding, Where } from '../../keys';

export interface KeyGroup {
  readonly title: string;
  readonly bindings: readonly KeyBinding[];
}

const TITLES: Readonly<Record<Where, string>> = { everywhere: msg`Everywhere`, queue: msg`In the queue`, incident: msg`On an incident` };

export function keyGroups(bindings: readonly KeyBinding[]): KeyGroup[] {
  return (Object.keys(TITLES) as Where[])
    .map((where) => ({ title: TITLES[where], bindings: bindings.filter((binding) => binding.where === where && binding.keys.length > 0) }))
    .filter((group) => group.bindings.length > 0);
}
