// The OS keychain through Electron's safeStorage, only where it is one: `basic_text` on Linux is a fixed password and counts as none.
import { safeStorage } from 'electron';

export interface Keychain {
  /** May wait for the keyring's own prompt. */
  isAvailable(): boolean;
  /** Base64 of the guarded text. */
  guard(text: string): string;
  /** null when this keychain can't read it. */
  reveal(guarded: string): string | null;
}

export const osKeychain: Keychain = {
  isAvailable: () => {
    const backend = process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : 'native';
    return backend !== 'basic_text' && backend !== 'unknown' && safeStorage.isEncryptionAvailable();
  },
  guard: (text) => safeStorage.encryptString(text).toString('base64'),
  reveal: (guarded) => {
    try {
      return safeStorage.decryptString(Buffer.from(guarded, 'base64'));
    } catch {
      return null;
    }
  },
};
