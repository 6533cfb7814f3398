// The stream that `git fast-import` reads: commits without a working tree, so that nothing of a repository is ever checked out or run.
// Format: https://git-scm.com/docs/git-fast-import

export interface Identity {
  readonly name: string;
  readonly mail: string;
}

/** One file of a commit: new bytes, or a blob (hex) that is there already. */
export type Change = { readonly path: string; readonly mode: string } & ({ readonly bytes: Uint8Array } | { readonly blob: string });

export interface NewCommit {
  readonly changes: readonly Change[];
  readonly message: string;
  readonly author: Identity;
  /** Unix ms. */
  readonly at: number;
}

/** Sets `ref` to `base` and lays the commits on it. `base` null: the first commit of all. */
export function fastImport(ref: string, commits: readonly NewCommit[], base: string | null): Buffer {
  const parts: (string | Uint8Array)[] = [];
  if (commits.length === 0 && base !== null) parts.push(`reset ${ref}\nfrom ${base}\n\n`);
  for (const [index, { changes, message, author, at }] of commits.entries()) {
    const who = `${plain(author.name) || 'Dogwatch'} <${plain(author.mail)}> ${Math.floor(at / 1000)} +0000`;
    const words = Buffer.from(`${message}\n`, 'utf8');
    if (index === 0 && base === null) parts.push(`reset ${ref}\n\n`);
    parts.push(`commit ${ref}\nauthor ${who}\ncommitter ${who}\ndata ${words.length}\n`, words);
    if (index === 0 && base !== null) parts.push(`from ${base}\n`);
    for (const change of changes) {
      const path = quoted(change.path);
      if ('blob' in change) parts.push(`M ${change.mode} ${change.blob} ${path}\n`);
      else parts.push(`M ${change.mode} inline ${path}\ndata ${change.bytes.length}\n`, change.bytes, '\n');
    }
    parts.push('\n');
  }
  parts.push('done\n');
  return Buffer.concat(parts.map((part) => Buffer.from(part as string)));
}

function plain(words: string): string {
  return words.replace(/[<>\p{Cc}]/gu, ' ').trim();
}

function quoted(path: string): string {
  return `"${path.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`;
}
