// What a change of settings changed, in words: shown as the confirmation, and what "Undo" takes back.
import type { Settings } from '../../../shared/settings';
import { msg } from '../../../shared/words/words';
import { fieldAt } from './settings-fields';

/** One changed value. `path` is dotted; lists count as one value. */
export interface SettingChange {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** All values that differ, in the order of the tree. Feeds and channels are left out: they are saved by themselves. */
export function diffSettings(before: Settings, after: Settings): SettingChange[] {
  const changes: SettingChange[] = [];
  walk(before, after, '', changes);
  return changes.filter((change) => !/^(feeds|channels)\b/.test(change.path));
}

/** `Quiet hours: on.` or `From: 23:00.`, for one change; a count for more. */
export function changeWords(changes: readonly SettingChange[]): string {
  const [first] = changes;
  if (first === undefined) return msg`Nothing changed.`;
  if (changes.length > 1) return msg`${changes.length} settings changed.`;
  return `${fieldAt(first.path)?.label ?? first.path}: ${valueWords(first.after)}.`;
}

function valueWords(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (Array.isArray(value)) return listWords(value);
  return value === '' ? 'empty' : String(value);
}

function listWords(list: readonly unknown[]): string {
  if (list.length === 0) return 'none';
  if (list.every((entry) => typeof entry === 'string')) return list.join(', ');
  return list.length === 1 ? msg`1 entry` : msg`${list.length} entries`;
}

function walk(before: unknown, after: unknown, path: string, changes: SettingChange[]): void {
  if (isTree(before) && isTree(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
      walk(before[key], after[key], path === '' ? key : `${path}.${key}`, changes);
    return;
  }
  if (JSON.stringify(before) !== JSON.stringify(after)) changes.push({ path, before, after });
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
