// Log files followed on this machine: so many lines of a kind in so much time are an alert, and the lines stay with it.
import type { Feed } from '../../../shared/feed';
import { FIELDS, type LogsConfig, parseConfig } from './config';
import { mapFindings } from './map';
import { type Cursor, poll } from './poll';
import { preview } from './preview';
import { watch } from './watch';

/** There is nothing to acknowledge in a file: that stays in Dogwatch. */
export const logs: Feed<LogsConfig, Cursor> = {
  manifest: {
    kind: 'logs',
    name: 'Log files',
    docsUrl: 'https://www.rfc-editor.org/rfc/rfc5424',
    fields: FIELDS,
    capabilities: [],
    slowMs: 30_000,
  },
  parseConfig,
  poll,
  watch,
  map: mapFindings,
  actions: {},
  preview,
};
