// A name that somebody else gave, made fit to be suggested for a file: one plain name in the folder that the person chooses.
import { markedLine } from './look-alikes';

const MAX_CHARS = 120;
/** Longer ones are cut before anything else, and lose their ending. */
const MOST_READ = 1_000;
/** Names of devices on Windows, with any ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Keeps words and ending; without folders, hidden characters, and what some system would take for more than a name. */
export function safeFileName(name: string): string {
  const plain = markedLine(name, MOST_READ)
    .replace(/[\\/:*?"<>|]+/g, '-')
    .replace(/^[\s.-]+|[\s.]+$/g, '');
  const ending = /\.[\p{L}\p{N}]{1,10}$/u.exec(plain)?.[0] ?? '';
  const stem = plain.slice(0, plain.length - ending.length);
  const short = [...stem].slice(0, MAX_CHARS - ending.length).join('') + ending;
  if (short === '') return 'file';
  return DEVICE.test(short) ? `file-${short}` : short;
}
