// The shell's own log: one line each on stderr, so that stdout stays for what a terminal without display is told.
import { revealLine } from '../../shared/domain/reveal-text';

export type JournalLevel = 'info' | 'warn' | 'error';

const MAX_LINE = 2_000;

/** Writes one line. Hidden and control characters are shown as signs, so hostile text can't steer a terminal or hide in it. */
export function note(level: JournalLevel, text: string): void {
  process.stderr.write(`dogwatch ${level}: ${revealLine(text.slice(0, MAX_LINE))}\n`);
}

/** Words of anything thrown. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
