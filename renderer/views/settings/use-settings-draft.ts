// Settings save as a person changes them: what is typed stays on screen, what is right goes to the engine, and each save can be undone.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallError } from '../../../shared/contract';
import type { Settings } from '../../../shared/settings';
import { callEngine } from '../../bridge';
import { useDesk } from '../../store/desk';
import { tellDone, tellError } from '../../ui/toasts';
import { checkSettings } from './settings-check';
import { changeWords, diffSettings } from './settings-diff';
import { valueAt, withValueAt } from './settings-path';

/** `error` belongs at the field; `value` may be wrong while it is typed. */
export interface SettingsDraft {
  valueOf(path: string): unknown;
  errorOf(path: string): string | undefined;
  /** Takes a value; it is saved 500 ms after the last change, if it is right. */
  change(path: string, value: unknown): void;
  readonly saving: 'idle' | 'waiting' | 'saving' | 'saved' | 'failed';
  /** Something typed is wrong, in whatever section. */
  readonly isWrong: boolean;
  /** Changes wait until they are tried and saved, or let go. */
  readonly trial: SettingsTrial;
}

export interface SettingsTrial {
  readonly isOn: boolean;
  /** What would be saved; null: something typed is wrong. */
  readonly settings: Settings | null;
  /** Something is changed and not saved. */
  readonly isChanged: boolean;
  begin(): void;
  save(): void;
  discard(): void;
}

const PAUSE_MS = 500;

/** Edits over `saved` (the engine's settings). Edits hold only what is typed here, so changes made elsewhere come through. */
export function useSettingsDraft(saved: Settings): SettingsDraft {
  const [edits, setEdits] = useState<Readonly<Record<string, unknown>>>({});
  const [saving, setSaving] = useState<SettingsDraft['saving']>('idle');
  const [isTrial, setTrial] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(edits);
  latest.current = edits;
  const held = useRef(isTrial);
  held.current = isTrial;

  const candidate = withEdits(saved, edits);
  const checked = checkSettings(candidate);
  const errors = checked.ok ? {} : checked.errors;

  const save = useCallback(async () => {
    const sent = latest.current;
    const before = useDesk.getState().settings;
    if (before === null) return;
    const right = rightEdits(before, sent);
    const check = checkSettings(withEdits(before, right));
    if (!check.ok || diffSettings(before, check.settings).length === 0) return setSaving('idle');
    setSaving('saving');
    const error = await saveSettings(before, check.settings);
    setSaving(error === null ? 'saved' : 'failed');
    if (error === null)
      setEdits((now) => Object.fromEntries(Object.entries(now).filter(([path, value]) => !(path in right) || value !== right[path])));
  }, []);

  const change = (path: string, value: unknown): void => {
    setEdits((now) => ({ ...now, [path]: value }));
    if (isTrial) return;
    setSaving('waiting');
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), PAUSE_MS);
  };

  // Leaving the view must not lose what was typed a moment ago.
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      if (Object.keys(latest.current).length > 0 && !held.current) void save();
    },
    [save],
  );

  const trial: SettingsTrial = {
    isOn: isTrial,
    settings: checked.ok ? checked.settings : null,
    isChanged: checked.ok ? diffSettings(saved, checked.settings).length > 0 : Object.keys(edits).length > 0,
    begin: () => setTrial(true),
    save: () => {
      setTrial(false);
      void save();
    },
    discard: () => {
      setTrial(false);
      setEdits({});
      setSaving('idle');
    },
  };

  return { valueOf: (path) => valueAt(candidate, path), errorOf: (path) => errors[path], change, saving, isWrong: !checked.ok, trial };
}

/** Saves and tells what changed, with undo. Resolves after the engine took them, to the error or null. */
export async function saveSettings(before: Settings, after: Settings): Promise<CallError | null> {
  const reply = await callEngine('save-settings', { settings: after });
  if (!reply.ok) {
    tellError(reply.error);
    return reply.error;
  }
  const changes = diffSettings(before, reply.value.settings);
  tellDone(changeWords(changes), () => void undoChanges(changes));
  useDesk.setState({ settings: reply.value.settings });
  return null;
}

/** Puts back only what that save changed, on top of whatever came since. */
async function undoChanges(changes: ReturnType<typeof diffSettings>): Promise<void> {
  const now = useDesk.getState().settings;
  if (now === null) return;
  const back = changes.reduce((tree, change) => withValueAt(tree, change.path, change.before), now);
  await saveSettings(now, back);
}

function withEdits(settings: Settings, edits: Readonly<Record<string, unknown>>): unknown {
  return Object.entries(edits).reduce<unknown>((tree, [path, value]) => withValueAt(tree, path, value), settings);
}

/** The edits that are right by themselves: a wrong one must not hold the others back. */
function rightEdits(settings: Settings, edits: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(edits).filter(([path, value]) => checkSettings(withValueAt(settings, path, value)).ok));
}
