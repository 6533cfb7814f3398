// A kind of feed made of a preset that a person wrote into a file. One that is wrong is a kind too: it says what to mend, and where.
import type { Feed, FeedFailure } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { fieldsOf } from './config';
import { feedOf } from './preset-feed';
import { readPreset, tellPresetError } from './read-preset';

/** Its config and cursor only it understands. */
type OwnKind = Feed<never, never>;

interface OwnFeed {
  readonly feed: OwnKind;
  /** Each with the file, and with line and column where there are any. */
  readonly faults: readonly string[];
}

/** `file`: its name, for words. */
export function ownFeed(kind: string, file: string, text: string): OwnFeed {
  const reading = readPreset(text);
  if (!reading.ok) return brokenFeed(kind, file, reading.errors.map(tellPresetError));
  const feed = feedOf(kind, reading.read, text);
  const manifest = { ...feed.manifest, name: `${feed.manifest.name} (presets/${file})` };
  return { feed: { ...feed, manifest } as unknown as OwnKind, faults: [] };
}

/** `why`: in words, with their places. */
export function brokenFeed(kind: string, file: string, why: readonly string[]): OwnFeed {
  const faults = why.map((one) => `presets/${file}, ${one}`);
  const failure: FeedFailure = { kind: 'config', what: `${faults.join('; ')}.`, remedy: msg`Mend the preset.` };
  const feed = {
    manifest: {
      ...{ kind, name: `presets/${file}, which is not right`, docsUrl: 'https://docs.jsonata.org/overview' },
      ...{ fields: fieldsOf([]), capabilities: [], slowMs: 10_000 },
    },
    parseConfig: () => ({ ok: false, errors: faults.map((message) => ({ path: '', message })) }),
    poll: async () => ({ kind: 'failed', failure, peers: [] }),
    map: () => ({ sightings: [], rejected: faults.map((one) => ({ where: file, why: one })) }),
    actions: {},
  };
  return { feed: feed as unknown as OwnKind, faults };
}
