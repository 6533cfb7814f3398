// What the panel shows of the console, waited for.
import { eventually } from '../../harness/eventually';
import type { TrayHost, TrayItem } from '../../harness/sni-watcher';

/** Resolves with the item once its tooltip matches. */
export function trayTells(tray: TrayHost, words: RegExp, limitMs = 15_000): Promise<TrayItem> {
  return eventually(
    `the tray tells ${words}`,
    async () => {
      const item = await tray.read();
      return words.test(item.tooltip) ? item : null;
    },
    { limitMs },
  );
}

/** Do two items show the same picture at the smallest size? */
export function isSamePicture(one: TrayItem, other: TrayItem): boolean {
  const [a, b] = [one.icons[0]?.argb, other.icons[0]?.argb];
  if (!a || !b) throw new Error('the tray item has no picture');
  return a.equals(b);
}
