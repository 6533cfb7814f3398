// The shell's own log: one line each on stderr, so that stdout stays for what a terminal without display is told.
export type JournalLevel = 'info' | 'warn' | 'error';

/** Writes one line. Control characters are shown as `?`, so hostile text can't steer a terminal. */
export function note(level: JournalLevel, text: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this replaces
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '?').slice(0, 2000);
  process.stderr.write(`dogwatch ${level}: ${line}\n`);
}

/** Words of anything thrown. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
