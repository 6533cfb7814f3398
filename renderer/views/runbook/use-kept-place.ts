// A text that changes under the eyes of who reads it: the step that stood in sight stays where it stood, whatever came above it.
import type { Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { RunbookDocument } from '../../../shared/domain/runbook';
import { plainText, type RunbookBlock } from '../../../shared/domain/runbook-text';

const WORDS = 80;

interface Seen {
  readonly version: string;
  /** Steps drawn last: their ids and where they began, px. */
  readonly steps: readonly { readonly id: string; readonly start: number }[];
}

/** Names blocks by their words, so that what did not change keeps its measured height, its place and what is open in it. */
export function useBlockKeys({ blocks, steps }: RunbookDocument): (index: number) => string {
  const keys = useMemo(() => {
    const ids = new Map(steps.map((s) => [s.block, s.id]));
    const seen = new Map<string, number>();
    return blocks.map((b, i) => {
      const words = ids.get(i) ?? `:${b.kind}:${wordsOf(b).slice(0, WORDS)}`;
      const times = seen.get(words) ?? 0;
      seen.set(words, times + 1);
      return times === 0 ? words : `${words}\n${times}`;
    });
  }, [blocks, steps]);
  return useCallback((index: number) => keys[index] ?? String(index), [keys]);
}

function wordsOf(b: RunbookBlock): string {
  if (b.kind === 'code') return b.text;
  if (b.kind === 'table') return b.head.map(plainText).join('|');
  return b.kind === 'rule' ? '' : plainText(b.inlines);
}

/** `list`: the virtual list of the document's blocks, as it was just drawn. */
export function useKeptPlace(doc: RunbookDocument, list: Virtualizer<HTMLElement, Element>, scroller: RefObject<HTMLElement | null>): void {
  const seen = useRef<Seen | null>(null);
  const { version } = doc.info;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another text stands here
  useLayoutEffect(() => {
    const before = seen.current;
    const box = scroller.current;
    if (!before || before.version === version || !box) return;
    const top = box.scrollTop;
    const places = new Map(doc.steps.map((s) => [s.id, s.block]));
    const anchor = before.steps.find((s) => s.start >= top && places.has(s.id)) ?? before.steps.findLast((s) => places.has(s.id));
    const start = anchor && list.measurementsCache[places.get(anchor.id) ?? -1]?.start;
    if (anchor && start !== undefined) list.scrollToOffset(start + top - anchor.start);
  }, [version]);
  // No dependencies: each drawing may show other steps.
  useEffect(() => {
    const ids = new Map(doc.steps.map((s) => [s.block, s.id]));
    const drawn = list.getVirtualItems().flatMap(({ index, start }) => {
      const id = ids.get(index);
      return id === undefined ? [] : [{ id, start }];
    });
    seen.current = { version, steps: drawn };
  });
}
