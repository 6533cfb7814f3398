// What the window may ask of the shell, one function a call.
import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { app, dialog, nativeTheme } from 'electron';
import type { Preferences, Reply } from '../../shared/contract';
import type { RecoverAsked, Recovered } from '../../shared/contract/backups';
import type { ExportedBundle } from '../../shared/contract/evidence';
import { safeFileName } from '../../shared/domain/safe-file-name';
import { msg } from '../../shared/words/words';
import { setAutostart } from './autostart';
import type { ShellHandlers } from './ipc';
import { wordsOf } from './journal';
import type { KeyKeeping, OpenedKey } from './keyring';
import { openLink } from './links';
import type { DeskLock } from './lock/desk-lock';
import { exportProfile, importProfile, type MoveParts } from './move-profile';
import type { NotifierState } from './notifier/notifier';
import { savePostmortemEdits, takeInPostmortemEdits } from './postmortem-edits';
import { openPostmortemFile, type PostmortemDoor, savePostmortem } from './postmortem-files';
import type { PreferenceStore, PreferencesPatch } from './preferences';
import { type SaveAttachmentParts, saveAttachment } from './save-attachment';
import { type ReportParts, savePicture, saveReport } from './save-bytes';
import { setGlobalShortcuts } from './shortcut';
import { updateServer } from './update/server';
import type { Updates } from './update/updates';
import type { ConsoleWindow } from './window';

export interface ShellCallOptions {
  readonly window: ConsoleWindow;
  readonly preferences: PreferenceStore;
  readonly lock: Pick<DeskLock, 'lock' | 'word'>;
  readonly notifierState: () => NotifierState;
  readonly hasTrayHost: () => boolean;
  /** Has the engine write an evidence bundle. */
  readonly exportEvidence: (incident: string, file: string) => Promise<Reply<ExportedBundle>>;
  readonly postmortems: PostmortemDoor;
  /** Passes on that others see this screen, or don't any more. */
  readonly present: (isPresenting: boolean) => void;
  readonly readAttachment: SaveAttachmentParts['read'];
  readonly report: ReportParts['report'];
  readonly print: ReportParts['print'];
  /** Seals the log's key with a passphrase. */
  readonly protectKey: (passphrase: string) => Promise<OpenedKey>;
  readonly move: MoveParts;
  readonly recover: (asked: RecoverAsked) => Promise<Reply<Recovered>>;
  readonly renewKey: ShellHandlers['renew-key'];
  readonly updates: Pick<Updates, 'step' | 'check' | 'download' | 'install' | 'serverChanged'>;
}

function shortcutRefused(accelerator: string) {
  return {
    ok: false,
    error: {
      kind: 'refused',
      what: msg`The system does not give Dogwatch the shortcut “${accelerator}”.`,
      remedy: msg`Choose another, such as Ctrl+Alt+D: another program may have this one.`,
    },
  } as const;
}

function defined(patch: PreferencesPatch): Partial<Preferences> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}

type ShortcutParts = Pick<ShellCallOptions, 'window' | 'preferences' | 'lock'>;

function setShortcuts({ window, lock }: ShortcutParts, { globalShortcut, reportShortcut, lockShortcut }: Preferences): boolean {
  const report = () => {
    window.show();
    window.push({ push: 'report' });
  };
  return setGlobalShortcuts([
    { accelerator: globalShortcut, run: () => window.show() },
    { accelerator: reportShortcut, run: report },
    { accelerator: lockShortcut, run: lock.lock },
  ]);
}

async function change(options: ShellCallOptions, patch: PreferencesPatch) {
  const { preferences } = options;
  const accelerator = patch.globalShortcut ?? patch.reportShortcut ?? patch.lockShortcut;
  if (accelerator !== undefined && !setShortcuts(options, { ...preferences.get(), ...defined(patch) })) {
    setShortcuts(options, preferences.get());
    return shortcutRefused(accelerator);
  }
  if (patch.updateServer !== undefined) return setUpdateServer(options, patch.updateServer);
  if (patch.theme) nativeTheme.themeSource = patch.theme;
  if (patch.isAutostartOn !== undefined) await setAutostart(patch.isAutostartOn);
  return { ok: true, value: preferences.set(patch) } as const;
}

function setUpdateServer({ preferences, updates }: ShellCallOptions, text: string) {
  const server = updateServer(text);
  if (!server.ok) {
    const remedy = msg`Correct the address, or leave it empty: then no update is looked for.`;
    return { ok: false, error: { kind: 'refused', what: server.what, remedy } } as const;
  }
  const value = preferences.set({ updateServer: server.url });
  updates.serverChanged();
  return { ok: true, value } as const;
}

/** Null when the person thought better. */
async function choosePlace(window: ConsoleWindow, defaultPath: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window.browser, { defaultPath });
  return canceled || !filePath ? null : filePath;
}

async function saveText(window: ConsoleWindow, suggestedName: string, text: string) {
  const filePath = await choosePlace(window, safeFileName(suggestedName));
  if (filePath === null) return { ok: true, value: { path: null } } as const;
  try {
    await writeFile(filePath, text, 'utf8');
  } catch (error) {
    const what = msg`${filePath} could not be written: ${wordsOf(error)}.`;
    return {
      ok: false,
      error: { kind: 'failed', what, remedy: msg`Choose another place, with room and the right to write there.` },
    } as const;
  }
  return { ok: true, value: { path: filePath } } as const;
}

const OPEN_MAX_BYTES = 5_000_000;

/** Null when the person chose none. */
async function openText(window: ConsoleWindow, title: string, extension: string) {
  const filters = [
    { name: title, extensions: [extension] },
    { name: msg`All files`, extensions: ['*'] },
  ];
  const { canceled, filePaths } = await dialog.showOpenDialog(window.browser, { title, filters, properties: ['openFile'] });
  const [path] = filePaths;
  if (canceled || path === undefined) return { ok: true, value: null } as const;
  if ((await stat(path)).size > OPEN_MAX_BYTES) {
    const what = msg`${basename(path)} is larger than ${OPEN_MAX_BYTES / 1e6} MB.`;
    return { ok: false, error: { kind: 'refused', what, remedy: msg`Is it the right file?` } } as const;
  }
  return { ok: true, value: { name: basename(path), text: await readFile(path, 'utf8') } } as const;
}

async function saveEvidence({ window, exportEvidence }: ShellCallOptions, incident: string, suggestedName: string) {
  const defaultPath = safeFileName(suggestedName);
  const filters = [{ name: msg`Evidence bundle`, extensions: ['tar'] }];
  const { canceled, filePath } = await dialog.showSaveDialog(window.browser, { defaultPath, filters });
  if (canceled || !filePath) return { ok: true, value: { bundle: null } } as const;
  const exported = await exportEvidence(incident, filePath);
  return exported.ok ? ({ ok: true, value: { bundle: exported.value } } as const) : exported;
}

/** The shortcuts that were chosen earlier; the theme is on since before the window. */
export function applyShortcuts(parts: ShortcutParts): void {
  setShortcuts(parts, parts.preferences.get());
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
          lockWord: await options.lock.word.kind(),
          notifications: { route, hasButtons, why },
          hasTrayHost: options.hasTrayHost(),
        },
      };
    },
    'set-preferences': (patch) => change(options, patch),
    'save-text-file': ({ suggestedName, text }) => saveText(options.window, suggestedName, text),
    'open-text-file': ({ title, extension }) => openText(options.window, title, extension),
    'save-postmortem': (asked) => savePostmortem(options, asked),
    'open-postmortem-file': () => openPostmortemFile(options),
    'save-postmortem-edits': ({ incident, suggestedName }) => savePostmortemEdits(options, incident, suggestedName),
    'take-in-postmortem-edits': ({ incident }) => takeInPostmortemEdits(options, incident),
    'save-evidence': ({ incident, suggestedName }) => saveEvidence(options, incident, suggestedName),
    'set-presenting': async ({ isPresenting }) => {
      options.present(isPresenting);
      return { ok: true, value: { isPresenting } };
    },
    'save-attachment': (file) =>
      saveAttachment({ read: options.readAttachment, choosePlace: (name) => choosePlace(options.window, name) }, file),
    'save-picture': ({ suggestedName, base64 }) => savePicture((name) => choosePlace(options.window, name), suggestedName, base64),
    'save-report': ({ month }) => saveReport({ ...options, choosePlace: (name) => choosePlace(options.window, name) }, month),
    'export-profile': (asked) => exportProfile(options.move, asked),
    'import-profile': (asked) => importProfile(options.move, asked),
    recover: (asked) => options.recover(asked),
    'renew-key': (asked) => options.renewKey(asked),
    'get-update': async () => ({ ok: true, value: options.updates.step() }),
    'check-for-update': async () => ({ ok: true, value: await options.updates.check() }),
    'download-update': async () => ({ ok: true, value: await options.updates.download() }),
    'install-update': () => options.updates.install(),
    lock: async () => {
      options.lock.lock();
      return { ok: true, value: { isLocked: true } };
    },
    'set-lock-word': async ({ word }) => {
      const kept = options.lock.word.keep(word);
      if (!kept.ok) return { ok: false, error: { kind: 'failed', what: kept.what, remedy: kept.remedy } };
      return { ok: true, value: { lockWord: await options.lock.word.kind() } };
    },
    'set-passphrase': async ({ passphrase }) => {
      const kept = await options.protectKey(passphrase);
      if (!kept.ok) return { ok: false, error: { kind: 'failed', what: kept.what, remedy: kept.remedy } };
      const keyKeeping: KeyKeeping = kept.keeping;
      return { ok: true, value: { keyKeeping } };
    },
  };
}
