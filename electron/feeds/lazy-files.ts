// Kinds that follow no files pay nothing for them: the door is made when a feed first knocks.
import type { FileDoor } from '../../shared/feed-files';

/** A door for one feed; `shut` closes what is open behind it. */
export function lazyFiles(): { readonly door: FileDoor; readonly shut: () => Promise<void> } {
  let made: Promise<FileDoor & { readonly shut: () => Promise<void> }> | null = null;
  let watched: (() => void)[] = [];
  const open = () => {
    made ??= import('./files').then(({ openFileDoor }) => openFileDoor());
    return made;
  };
  const door: FileDoor = {
    find: async (pattern, most) => (await open()).find(pattern, most),
    list: async (folder) => (await open()).list(folder),
    open: async (path) => (await open()).open(path),
    watch(folders, onChange) {
      let isOver = false;
      let stop = (): void => undefined;
      void open().then((files) => {
        if (!isOver) ({ stop } = files.watch(folders, onChange));
      });
      const end = (): void => {
        isOver = true;
        stop();
      };
      watched.push(end);
      return { stop: end };
    },
  };
  const shut = async (): Promise<void> => {
    for (const end of watched) end();
    watched = [];
    await (await made)?.shut();
  };
  return { door, shut };
}
