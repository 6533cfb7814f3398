// How a log's file is opened: the cipher and its key. libsql's typings lack the encryption options of its own documentation.
import type Database from 'libsql';

export type EncryptedOptions = Database.Options & { readonly encryptionCipher: string; readonly encryptionKey: string };

/** `key` is any non-empty text; every file of one profile has the same one. */
export function encrypted(key: string): EncryptedOptions {
  return { encryptionCipher: 'aes256cbc', encryptionKey: key };
}
