// Fetches a version to compare it with the text of now.
import { useState } from 'react';
import { exactTime } from '../../ui/time-words';
import type { PostmortemEditorProps, Version } from './seams';

interface Side {
  readonly name: string;
  readonly text: string;
}

export interface Comparison {
  readonly before: Side;
  readonly after: Side;
}

export function useComparison({ text, versioning }: Pick<PostmortemEditorProps, 'text' | 'versioning'>, onRefused: (what: string) => void) {
  const [comparison, setComparison] = useState<Comparison | null>(null);
  const compare = async ({ id, at, by }: Version): Promise<void> => {
    const before = await versioning.textOf(id);
    if (before === null) return onRefused(`The version of ${exactTime(at)} can't be read. Verify the log, or take an older version.`);
    setComparison({ before: { name: `${exactTime(at)}, ${by}`, text: before }, after: { name: 'Now', text: text.toString() } });
  };
  return { comparison, compare, close: () => setComparison(null) };
}
