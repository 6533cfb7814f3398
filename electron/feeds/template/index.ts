// A kind of feed to begin a new one with: copy this folder and its fixtures, and change what your source says differently. It is in no
// registry; the contract and the fuzz test run over it as over every kind.
import type { Feed } from '../../../shared/feed';
import { FIELDS, parseConfig, type TemplateConfig } from './config';
import { mapProblems } from './map';
import { type Cursor, poll } from './poll';

/** API: the address of the source's own description of it, and how you know what you rely on. */
export const template: Feed<TemplateConfig, Cursor> = {
  manifest: {
    kind: 'template',
    name: 'My source',
    docsUrl: 'https://example.com/api',
    fields: FIELDS,
    capabilities: [],
    slowMs: 5000,
  },
  parseConfig,
  poll,
  map: mapProblems,
  actions: {},
};
