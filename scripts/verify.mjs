// `npm run verify -- FILE`: is this evidence bundle whole, and if not, where is it broken? Plain Node and nothing else; ends with 0 for
// whole, 1 for broken, 2 for a file that can't be read.
import { checkBundle } from './evidence/check-bundle.mjs';

/** What comes from a bundle is hostile text: no control characters reach the terminal. */
const plain = (/** @type {string} */ text) => text.replace(/\p{C}/gu, '�');
const say = (/** @type {string} */ line) => console.log(plain(line));
const MOST_TOLD = 50;

/** @param {string} file */
function verify(file) {
  const { isWhole, problems, notes, sha256, events, attachments, manifest } = checkBundle(file);
  if (manifest) {
    say(`INC-${manifest.incident.number} ${manifest.incident.title}`);
    say(`exported ${manifest.exportedAt} by ${manifest.exportedBy} on ${manifest.device}`);
  }
  for (const note of notes) say(`note: ${note}`);
  for (const problem of problems.slice(0, MOST_TOLD)) say(`broken: ${problem}`);
  if (problems.length > MOST_TOLD) say(`and ${problems.length - MOST_TOLD} more`);
  say(`SHA-256 of the bundle: ${sha256}`);
  say(
    isWhole ? `WHOLE: ${events} events and ${attachments} attachments are as they were exported` : 'BROKEN: this is not what was exported',
  );
  return isWhole ? 0 : 1;
}

const [file, ...others] = process.argv.slice(2);
if (!file || others.length > 0) {
  console.error('usage: npm run verify -- FILE');
  process.exitCode = 2;
} else {
  try {
    process.exitCode = verify(file);
  } catch (error) {
    console.error(plain(`${file} can’t be read: ${error instanceof Error ? error.message : error}`));
    process.exitCode = 2;
  }
}
