// What the window may ask of the shell, one function a call.
import { writeFile } from 'node:fs/promises';
import { app, dialog, nativeTheme } from 'electron';
import type { Reply } from '../../shared/contract';
import type { ExportedBundle } from '../../shared/contract/evidence';
import { setAutostart } from './autostart';
import type { ShellHandlers } from './ipc';
import type { KeyKeeping, OpenedKey } from './keyring';
import { openLink } from './links';
import type { NotifierState } from './notifier/notifier';
import type { PreferenceStore, PreferencesPatch } from './preferences';
import { setGlobalShortcut } from './shortcut';
import type { ConsoleWindow } from './window';

export interface ShellCallOptions {
  readonly window: ConsoleWindow;
  readonly preferences: PreferenceStore;
  readonly notifierState: () => NotifierState;
  /** Has the engine write an evidence bundle. */
  readonly exportEvidence: (incident: string, file: string) => Promise<Reply<ExportedBundle>>;
  /** Seals the log's key with a passphrase. */
  readonly protectKey: (passphrase: string) => OpenedKey;
}

function shortcutRefused(accelerator: string) {
  return {
    ok: false,
    error: {
      kind: 'refused',
      what: `The system does not give Dogwatch the shortcut “${accelerator}”.`,
      remedy: 'Choose another, such as Ctrl+Alt+D: another program may have this one.',
    },
  } as const;
}

async function change({ window, preferences }: ShellCallOptions, patch: PreferencesPatch) {
  const { globalShortcut: accelerator } = patch;
  if (accelerator !== undefined && !setGlobalShortcut(accelerator, () => window.show())) {
    setGlobalShortcut(preferences.get().globalShortcut, () => window.show());
    return shortcutRefused(accelerator);
  }
  if (patch.theme) nativeTheme.themeSource = patch.theme;
  if (patch.isAutostartOn !== undefined) await setAutostart(patch.isAutostartOn);
  return { ok: true, value: preferences.set(patch) } as const;
}

async function saveText(window: ConsoleWindow, suggestedName: string, text: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window.browser, { defaultPath: suggestedName.replace(/[\\/:*?"<>|]/g, '-') });
  if (canceled || !filePath) return null;
  await writeFile(filePath, text, 'utf8');
  return filePath;
}

async function saveEvidence({ window, exportEvidence }: ShellCallOptions, incident: string, suggestedName: string) {
  const defaultPath = suggestedName.replace(/[\\/:*?"<>|]/g, '-');
  const filters = [{ name: 'Evidence bundle', extensions: ['tar'] }];
  const { canceled, filePath } = await dialog.showSaveDialog(window.browser, { defaultPath, filters });
  if (canceled || !filePath) return { ok: true, value: { bundle: null } } as const;
  const exported = await exportEvidence(incident, filePath);
  return exported.ok ? ({ ok: true, value: { bundle: exported.value } } as const) : exported;
}

/** Applies what was chosen earlier: theme and shortcut. */
export function applyPreferences(preferences: PreferenceStore, show: () => void): void {
  const chosen = preferences.get();
  nativeTheme.themeSource = chosen.theme;
  setGlobalShortcut(chosen.globalShortcut, show);
}

/** The handlers behind the gate. */
export function shellCallHandlers(options: ShellCallOptions): ShellHandlers {
  return {
    'open-link': async ({ url }) => ({ ok: true, value: { isOpened: await openLink(options.window.browser, url) } }),
    'get-preferences': async () => {
      const { route, hasButtons, why } = options.notifierState();
      return {
        ok: true,
        value: {
          ...options.preferences.get(),
          platform: process.platform,
          version: app.getVersion(),
          notifications: { route, hasButtons, why },
        },
      };
    },
    'set-preferences': (patch) => change(options, patch),
    'save-text-file': async ({ suggestedName, text }) => ({
      ok: true,
      value: { path: await saveText(options.window, suggestedName, text) },
    }),
    'save-evidence': ({ incident, suggestedName }) => saveEvidence(options, incident, suggestedName),
    'set-passphrase': async ({ passphrase }) => {
      const kept = options.protectKey(passphrase);
      if (!kept.ok) return { ok: false, error: { kind: 'failed', what: kept.what, remedy: kept.remedy } };
      const keyKeeping: KeyKeeping = kept.keeping;
      return { ok: true, value: { keyKeeping } };
    },
  };
}
