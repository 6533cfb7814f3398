// Keys as they stand on the keyboard. Every visible act shows its key.
import { hintOf } from '../keys';

export function Kbd({ children }: { children: string }) {
  return (
    <kbd className="kbd" aria-hidden>
      {children}
    </kbd>
  );
}

/** The key of a command of the key table; nothing where it has none. */
export function KeyHint({ command }: { command: string }) {
  const hint = hintOf(command);
  return hint === '' ? null : <Kbd>{hint}</Kbd>;
}
