// The door to files for kinds of feeds that follow them: finds, opens and watches, and puts what goes wrong into words. Nothing is written.
import { watch as watchFolder } from 'node:fs';
import { open as openHandle, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { FileDoor, OpenedFile, Reading } from '../../shared/feed-files';
import { findFiles } from './files-find';
import { openPacked } from './files-packed';
import { foundFile, troubleOf } from './found-file';

const TELL_EVERY_MS = 100;
const MOST_WATCHED = 100;
const MOST_IN_FOLDER = 5000;

async function openPlain(file: string): Promise<Reading> {
  const handle = await openHandle(file, 'r');
  const first = await handle.stat();
  if (!first.isFile()) {
    await handle.close();
    throw Object.assign(new Error('no file'), { code: first.isDirectory() ? 'EISDIR' : 'no plain file' });
  }
  return {
    read: (into, at) =>
      handle.read(into, 0, into.length, at).then(
        ({ bytesRead }) => bytesRead,
        () => null,
      ),
    stat: () =>
      handle.stat().then(
        ({ dev, ino, size, mtimeMs }) => ({ path: file, file: `${dev}:${ino}`, size, changedAt: mtimeMs }),
        () => null,
      ),
    close: () => handle.close().catch(() => undefined),
  };
}

function watchAll(folders: readonly string[], onChange: () => void): { readonly stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const changed = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      onChange();
    }, TELL_EVERY_MS);
  };
  const watchers = folders.slice(0, MOST_WATCHED).flatMap((folder) => {
    try {
      const watcher = watchFolder(folder, { persistent: false }, changed);
      watcher.on('error', () => watcher.close());
      return [watcher];
    } catch {
      return [];
    }
  });
  return {
    stop: () => {
      if (timer) clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}

/** A door for one feed; `shut` closes what it still holds open. */
export function openFileDoor(): FileDoor & { readonly shut: () => Promise<void> } {
  const held = new Set<Reading>();
  let isShut = false;
  const hold = (reading: Reading): Reading => {
    const own: Reading = {
      ...reading,
      close: () => {
        held.delete(own);
        return reading.close();
      },
    };
    held.add(own);
    return own;
  };
  return {
    find: findFiles,
    async list(folder) {
      const names = await readdir(folder).catch(() => []);
      const all = names.slice(0, MOST_IN_FOLDER).map((name) => foundFile(path.join(folder, name)).catch(() => null));
      return (await Promise.all(all)).filter((one) => one !== null);
    },
    async open(file): Promise<OpenedFile> {
      try {
        const reading = file.endsWith('.gz') ? await openPacked(file) : await openPlain(file);
        if (!isShut) return { ok: true, reading: hold(reading) };
        await reading.close();
        return { ok: false, trouble: troubleOf(file, { code: 'the feed ended' }) };
      } catch (error) {
        return { ok: false, trouble: troubleOf(file, error) };
      }
    },
    watch: watchAll,
    async shut() {
      isShut = true;
      await Promise.all([...held].map((reading) => reading.close()));
    },
  };
}
