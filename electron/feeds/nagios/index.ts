// Nagios Core 4 by its CGIs: statusjson.cgi tells what is wrong, cmd.cgi takes commands behind its form's cookie.
import type { Feed } from '../../../shared/feed';
import { actions } from './actions';
import { FIELDS, type NagiosConfig, parseConfig } from './config';
import { mapAnswers } from './map';
import { type Cursor, poll } from './poll';

/** API: `statusjson.cgi?query=help` of the server itself; tried with Nagios Core 4.4.6. */
export const nagios: Feed<NagiosConfig, Cursor> = {
  manifest: {
    kind: 'nagios',
    name: 'Nagios Core',
    docsUrl: 'https://assets.nagios.com/downloads/nagioscore/docs/nagioscore/4/en/cgis.html',
    fields: FIELDS,
    capabilities: ['ack', 'unack', 'note', 'downtime', 'recheck'],
    slowMs: 5000,
  },
  parseConfig,
  poll,
  map: mapAnswers,
  actions,
};
