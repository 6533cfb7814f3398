// All templates there are: those that Dogwatch brings, and those of the person's folder. The folder is read anew whenever templates are
// asked for, so that an edit counts at once; a bad one is told and leaves the others alone.
import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PostmortemTemplate } from '../../shared/postmortem/templates/template';
import { msg } from '../../shared/words/words';
import { BUILT_IN } from './built-in-templates';
import { readTemplate } from './read-template';

export interface Templates {
  /** Sorted by name; one's own take the place of those with the same file name. */
  readonly templates: readonly PostmortemTemplate[];
  /** What can't be used, in words with the file's name. */
  readonly faults: readonly string[];
}

const MOST_FILES = 200;
const MOST_BYTES = 256 * 1024;
/** What a folder or a file may say no with; anything else is a bug. */
const EXPECTED = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EISDIR', 'ELOOP', 'EIO', 'ESTALE', 'EHOSTDOWN']);

/** Never throws for what lies on a disk. `folder` '': only the built-in ones. */
export async function readTemplates(folder: string): Promise<Templates> {
  const found = new Map<string, PostmortemTemplate>();
  const faults: string[] = [];
  for (const { id, text } of BUILT_IN) {
    const read = readTemplate(id, text, false);
    if (!read.ok) throw new Error(`the built-in template ${id} is malformed: ${read.faults.join('; ')}`);
    found.set(id, read.template);
  }
  if (folder !== '') await readOwn(folder, found, faults);
  return { templates: [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), faults };
}

async function readOwn(folder: string, found: Map<string, PostmortemTemplate>, faults: string[]): Promise<void> {
  const names = await namesIn(folder, faults);
  if (names.length > MOST_FILES) faults.push(`${folder} holds more than ${MOST_FILES} templates: the rest is left out`);
  for (const name of names.slice(0, MOST_FILES)) {
    const text = await textOf(join(folder, name));
    if (!text.ok) {
      faults.push(`${name}: ${text.why}`);
      continue;
    }
    const read = readTemplate(name.replace(/\.md$/i, ''), text.text, true);
    if (read.ok) found.set(read.template.id, read.template);
    else faults.push(...read.faults.map((fault) => `${name}:${fault.startsWith('front') ? ' ' : ''}${fault}`));
  }
}

async function namesIn(folder: string, faults: string[]): Promise<string[]> {
  try {
    const entries = await readdir(folder);
    return entries.filter((name) => /\.md$/i.test(name) && !name.startsWith('.')).sort();
  } catch (error) {
    faults.push(`The template folder ${folder} can’t be read (${codeOf(error)}).`);
    return [];
  }
}

async function textOf(file: string): Promise<{ ok: true; text: string } | { ok: false; why: string }> {
  try {
    // Never waits for a pipe that somebody put there.
    const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const about = await handle.stat();
      if (!about.isFile()) return { ok: false, why: msg`not a plain file` };
      if (about.size > MOST_BYTES) return { ok: false, why: msg`larger than ${MOST_BYTES / 1024} kB` };
      return { ok: true, text: await handle.readFile('utf8') };
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { ok: false, why: msg`can’t be read (${codeOf(error)})` };
  }
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: string };
  if (code === undefined || !EXPECTED.has(code)) throw error;
  return code;
}
