// The archives of a log: `app.log.1`, `app.log.2.gz`, `app.log-20261123`, `app-2026-11-23.log`, as logrotate and loggers name them.
import type { FeedContext } from '../../../../shared/feed';
import type { FoundFile } from '../../../../shared/feed-files';

const TURN = '(?:\\d{1,5}|\\d{4}-?\\d\\d-?\\d\\d(?:[-_.T]?\\d{1,10}){0,3})(?:[-.]\\d{1,5})?';
const PACKED = /\.(?:gz|bz2|xz|zst|lz4|Z)$/;

function quoted(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

export function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

export function folderOf(path: string): string {
  const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return cut <= 0 ? path.slice(0, 1) : path.slice(0, cut);
}

/** Names of a log's archives, packed or not. */
export function archiveOf(name: string): RegExp {
  const dot = name.lastIndexOf('.');
  const [stem, end] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  const packed = '(?:\\.gz)?';
  return new RegExp(`^(?:${quoted(name)}[.-]${TURN}${packed}|${quoted(stem)}[.-]${TURN}${quoted(end)}${packed})$`);
}

/** Of the files that a path names, those that are followed: no archive of another one, nothing packed. */
export function liveOnly(files: readonly FoundFile[]): readonly FoundFile[] {
  const names = files.map(({ path }) => ({ folder: folderOf(path), name: nameOf(path) }));
  return files.filter((_, at) => {
    const { folder, name } = names[at] as { folder: string; name: string };
    if (PACKED.test(name)) return false;
    return !names.some((other) => other.folder === folder && other.name.length < name.length && archiveOf(other.name).test(name));
  });
}

/** The archives of a log that we can read, the oldest first. */
export async function archivesOf(ctx: FeedContext, path: string): Promise<readonly FoundFile[]> {
  const archive = archiveOf(nameOf(path));
  const all = await ctx.files.list(folderOf(path));
  return all.filter((one) => archive.test(nameOf(one.path))).sort((a, b) => a.changedAt - b.changedAt || (a.path < b.path ? 1 : -1));
}
