// What a screen reader is told without asking: new pages, politely and in few words.

import { create } from 'zustand';
import { revealLine } from '../../shared/domain/reveal-text';
import type { LogEvent } from '../../shared/log/event';
import { msg } from '../../shared/words/words';

/** Words for the live region; `count` makes two equal announcements differ. */
export const useAnnouncement = create<{ readonly words: string; readonly count: number }>()(() => ({ words: '', count: 0 }));

let titles: string[] = [];

/** Notes a page for the next announcement; other events say nothing. */
export function notePage(event: LogEvent): void {
  if (event.kind === 'page.requested') titles.push(revealLine(event.data.title));
}

/** Announces what was noted since the last time: one page by its title, more by their count and the first title. */
export function announcePages(): void {
  const [first] = titles;
  if (first === undefined) return;
  const words = titles.length === 1 ? msg`New page: ${first}` : msg`${titles.length} new pages, among them: ${first}`;
  titles = [];
  useAnnouncement.setState((state) => ({ words, count: state.count + 1 }));
}
