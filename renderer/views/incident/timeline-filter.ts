// Which entries of a timeline a person wants to see: by what they are about and by words in them.
import type { TimelineEntry } from '../../../shared/contract';

export const TIMELINE_TOPICS = ['all', 'people', 'alerts', 'pages', 'writes'] as const;
export type TimelineTopic = (typeof TIMELINE_TOPICS)[number];

export const TOPIC_WORDS: Readonly<Record<TimelineTopic, string>> = {
  all: 'Everything',
  people: 'What people did',
  alerts: 'Alerts',
  pages: 'Pages',
  writes: 'Writes to sources',
};

function isAbout(entry: TimelineEntry, topic: TimelineTopic): boolean {
  if (topic === 'all') return true;
  if (topic === 'people') return entry.tone === 'person' || entry.kind === 'incident.noted';
  return entry.kind.startsWith(`${topic.slice(0, -1)}.`);
}

/** Entries about `topic` that hold every word of `text`, newest first. */
export function filterTimeline(entries: readonly TimelineEntry[], topic: TimelineTopic, text: string): readonly TimelineEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return entries
    .filter((e) => {
      if (!isAbout(e, topic)) return false;
      if (words.length === 0) return true;
      const all = `${e.text} ${e.detail} ${e.actor} ${e.kind}`.toLowerCase();
      return words.every((w) => all.includes(w));
    })
    .sort((a, b) => b.seq - a.seq);
}
