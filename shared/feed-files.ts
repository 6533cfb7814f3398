// What a kind of feed may do with files: find them, read them, hear that they change. It never writes.

/** A file as it lies on the disk. `file` is its identity there: a renamed file keeps it. */
export interface FoundFile {
  readonly path: string;
  /** Device and inode. */
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  /** Unix ms. */
  readonly changedAt: number;
}

/** Why a file or folder can not be read, in words. */
export interface FileTrouble {
  readonly path: string;
  readonly why: string;
  readonly remedy: string;
  /** It is simply not there. */
  readonly isMissing: boolean;
}

export interface Reading {
  /**
   * Fills `into` from byte `at` of the file; 0 at its end. Of a packed file `at` goes forward only. Null: it can not be read any more.
   */
  read(into: Uint8Array, at: number): Promise<number | null>;
  /** As it is now; null: it can not be told any more. */
  stat(): Promise<FoundFile | null>;
  close(): Promise<void>;
}

export type OpenedFile = { readonly ok: true; readonly reading: Reading } | { readonly ok: false; readonly trouble: FileTrouble };

export interface FileDoor {
  /**
   * Files that a path names. `*` and `?` stand for parts of a name, `**` for any folders, `{a,b}` for either. Sorted by path; at most
   * `most`, `isMore` tells that there were more. A path without these signs that is not there is a trouble.
   */
  find(
    pattern: string,
    most: number,
  ): Promise<{ readonly files: readonly FoundFile[]; readonly troubles: readonly FileTrouble[]; readonly isMore: boolean }>;
  /** The files of one folder; empty when it can not be read. */
  list(folder: string): Promise<readonly FoundFile[]>;
  /** Held open until it is closed or the feed ends, so that what is renamed or deleted can be read to its end. `.gz` is unpacked. */
  open(path: string): Promise<OpenedFile>;
  /** Calls back, at most every 100 ms, when something in one of the folders changes. Folders that can not be watched are left to polls. */
  watch(folders: readonly string[], onChange: () => void): { readonly stop: () => void };
}

/** What a feed remembers over restarts: small, and kept only together with the sightings that it belongs to. */
export interface Keep {
  /** What was written last and is on the disk; null: nothing. */
  read(): unknown;
  /**
   * Keeps a JSON value in the place of the last one: in a poll only once its sightings are committed, elsewhere at once. False: it is too
   * large, and the last one stays.
   */
  write(value: unknown): boolean;
}
