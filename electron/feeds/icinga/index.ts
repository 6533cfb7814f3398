// Icinga 2 by its own API: object queries for what is wrong, the event stream to hear of it early, actions to write back.
import type { Feed } from '../../../shared/feed';
import { actions } from './actions';
import { FIELDS, type IcingaConfig, parseConfig } from './config';
import { mapAnswers } from './map';
import { type Cursor, poll } from './poll';
import { watch } from './watch';

/** API: icinga.com/docs/icinga-2, chapter "REST API"; tried with 2.13. */
export const icinga: Feed<IcingaConfig, Cursor> = {
  manifest: {
    kind: 'icinga',
    name: 'Icinga 2',
    docsUrl: 'https://icinga.com/docs/icinga-2/latest/doc/12-icinga2-api/',
    fields: FIELDS,
    capabilities: ['ack', 'unack', 'note', 'downtime', 'recheck'],
    slowMs: 3000,
  },
  parseConfig,
  poll,
  watch,
  map: mapAnswers,
  actions,
};
