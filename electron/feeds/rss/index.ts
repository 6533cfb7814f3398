// Providers' status pages by their RSS, RDF or Atom feeds: what is announced and not yet over.
import type { Feed } from '../../../shared/feed';
import { FIELDS, parseConfig, type RssConfig } from './config';
import { mapPages } from './map';
import { type Cursor, poll } from './poll';

export const rss: Feed<RssConfig, Cursor> = {
  manifest: {
    kind: 'rss',
    name: 'Status pages (RSS, Atom)',
    docsUrl: 'https://www.rssboard.org/rss-specification',
    fields: FIELDS,
    capabilities: [],
    slowMs: 10_000,
  },
  parseConfig,
  poll,
  map: mapPages,
  actions: {},
};
