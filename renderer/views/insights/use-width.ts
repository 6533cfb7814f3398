// How wide a picture may be; pictures are drawn in real pixels, so that their words stay readable.
import { useElementSize } from '@mantine/hooks';
import type { RefCallback } from 'react';

const FIRST_GUESS = 560;

/** Before the first measure, a guess. */
export function useWidth(): readonly [RefCallback<HTMLDivElement | null>, number] {
  const { ref, width } = useElementSize<HTMLDivElement>();
  return [ref, Math.max(240, Math.floor(width) || FIRST_GUESS)];
}
