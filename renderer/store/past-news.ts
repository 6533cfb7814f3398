// That something was said about incidents which are over: they are not in the window's memory, so whoever shows them asks again.
import { create } from 'zustand';

/** Rises with each judgement of a past incident. */
export const usePastNews = create<{ readonly count: number }>()(() => ({ count: 0 }));

export function takePastNews(): void {
  usePastNews.setState(({ count }) => ({ count: count + 1 }));
}
