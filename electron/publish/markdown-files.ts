// A postmortem as files: its Markdown with front matter, and the pictures beside it. For a folder, a tar or a git repository.
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ExportDocument, type ExportPicture, fileStem } from '../../shared/postmortem/export/document';
import { printFrontMatter } from '../../shared/postmortem/export/front-matter';
import { attachmentsOf, pictureName, withFiles } from '../../shared/postmortem/export/pictures';
import { TarWriter } from '../evidence/tar-writer';
import { outgoingText } from './page';

export interface ExportFile {
  /** With `/` between folders, never upwards. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface MarkdownFiles {
  /** The Markdown first. */
  readonly files: readonly ExportFile[];
  /** SHA-256 of files that the text names and nobody has. */
  readonly missing: readonly string[];
}

/** `<stem>.md` and `pictures/<sha>.png`. */
export function markdownFiles(document: ExportDocument, pictureOf: (sha256: string) => ExportPicture | null): MarkdownFiles {
  const named = new Map<string, ExportFile>();
  const missing: string[] = [];
  for (const sha256 of attachmentsOf(document.text)) {
    const picture = pictureOf(sha256);
    const path = picture && pictureName(sha256, picture.mime);
    if (picture && path !== null) named.set(sha256, { path, bytes: picture.bytes });
    else missing.push(sha256);
  }
  const text = withFiles(outgoingText(document.text), (sha256) => named.get(sha256)?.path ?? null);
  const markdown = `${printFrontMatter(document)}\n${text.replace(/\n*$/, '\n')}`;
  return { files: [{ path: `${fileStem(document)}.md`, bytes: Buffer.from(markdown, 'utf8') }, ...named.values()], missing };
}

/** Writes into `folder`, which is made when it is not there. Throws what the disk says. */
export function writeFolder(folder: string, files: readonly ExportFile[]): void {
  for (const { path, bytes } of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}

/** `at`: Unix ms, the time of every entry. Throws what the disk says. */
export function writeTar(file: string, files: readonly ExportFile[], at: number): void {
  const fd = openSync(file, 'w', 0o600);
  try {
    const tar = new TarWriter(fd, at);
    for (const { path, bytes } of files) {
      tar.begin(path);
      tar.write(bytes);
      tar.finish();
    }
    tar.end();
  } finally {
    closeSync(fd);
  }
}
