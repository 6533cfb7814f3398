// Fetches a version, to be read by itself or compared with the text of now.
import { useState } from 'react';
import { msg } from '../../../shared/words/words';
import { exactTime } from '../../ui/time-words';
import type { PostmortemEditorProps, Version } from './seams';

interface Side {
  readonly name: string;
  readonly text: string;
}

export type OldVersion =
  | { readonly as: 'text'; readonly version: Version; readonly text: string }
  | { readonly as: 'comparison'; readonly before: Side; readonly after: Side };

export interface OldVersions {
  /** What lies over the text; null: nothing. */
  readonly open: OldVersion | null;
  show(version: Version): void;
  compare(version: Version): void;
  close(): void;
}

export function useOldVersions(
  { text, versioning }: Pick<PostmortemEditorProps, 'text' | 'versioning'>,
  onRefused: (what: string) => void,
): OldVersions {
  const [open, setOpen] = useState<OldVersion | null>(null);
  const fetch = async (version: Version, then: (old: string) => OldVersion): Promise<void> => {
    const old = await versioning.textOf(version.id);
    if (old === null) onRefused(msg`The version of ${exactTime(version.at)} can't be read. Verify the log, or take an older version.`);
    else setOpen(then(old));
  };
  return {
    open,
    show: (version) => void fetch(version, (old) => ({ as: 'text', version, text: old })),
    compare: (version) =>
      void fetch(version, (old) => ({
        as: 'comparison',
        before: { name: `${exactTime(version.at)}, ${version.by}`, text: old },
        after: { name: msg`Now`, text: text.toString() },
      })),
    close: () => setOpen(null),
  };
}
