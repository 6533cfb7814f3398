// Chosen files as texts for the engine, which reads them; too much is said before it is sent.
import type { CallError, EngineArgs } from '../../../shared/contract';
import { MOST_FILES, MOST_TEXT } from '../../../shared/contract/imports';
import { msg } from '../../../shared/words/words';

export type From = EngineArgs<'preview-import'>['from'];
export type Given = EngineArgs<'preview-import'>;
export type ReadFiles = { readonly ok: true; readonly given: Given } | { readonly ok: false; readonly error: CallError };

/** Of Nagstamon’s folder only what says what is watched: it also holds pictures, sounds and programs to call. */
const WANTED = /(^|\/)(nagstamon|server_[^/]*)\.conf$/i;

export async function readFiles(from: From, chosen: readonly File[]): Promise<ReadFiles> {
  const refused = (what: string, remedy: string): ReadFiles => ({ ok: false, error: { kind: 'malformed', what, remedy } });
  const wanted = from === 'nagstamon' ? chosen.filter((file) => WANTED.test(file.name)) : chosen;
  if (wanted.length === 0)
    return refused(
      msg`There is no file of Nagstamon in this folder.`,
      msg`Choose the folder with nagstamon.conf in it, often ~/.nagstamon.`,
    );
  if (wanted.length > MOST_FILES)
    return refused(msg`These are ${wanted.length} files; at most ${MOST_FILES} are read.`, msg`Choose one folder.`);
  const large = wanted.find((file) => file.size > MOST_TEXT);
  if (large) return refused(msg`${large.name} is larger than 1 MB: that is no such file.`, msg`Choose another one.`);
  const files = await Promise.all(wanted.map(async (file) => ({ name: file.webkitRelativePath || file.name, text: await file.text() })));
  return { ok: true, given: { from, files } };
}
