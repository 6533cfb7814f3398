// Zabbix 6 and later by its JSON-RPC API.
import type { Feed } from '../../../shared/feed';
import { actions } from './actions';
import { FIELDS, parseConfig, type ZabbixConfig } from './config';
import { mapProblems } from './map';
import { type Cursor, poll } from './poll';

/** API: https://www.zabbix.com/documentation/6.0/en/manual/api. Proved against 6.0; from 6.4 on the token goes into a header. */
export const zabbix: Feed<ZabbixConfig, Cursor> = {
  manifest: {
    kind: 'zabbix',
    name: 'Zabbix',
    docsUrl: 'https://www.zabbix.com/documentation/6.0/en/manual/web_interface/frontend_sections/administration/general',
    fields: FIELDS,
    capabilities: ['ack', 'unack', 'resolve', 'snooze', 'note'],
    slowMs: 5000,
  },
  parseConfig,
  poll,
  map: mapProblems,
  actions,
};
