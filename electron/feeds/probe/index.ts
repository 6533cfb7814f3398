// Probes: this machine looks for itself whether web pages, ports and names answer as they should.
import type { Feed } from '../../../shared/feed';
import { FIELDS, type ProbeConfig, parseConfig } from './config';
import { mapFindings } from './map';
import { type Cursor, poll } from './poll';

export const probe: Feed<ProbeConfig, Cursor> = {
  manifest: {
    kind: 'probe',
    name: 'Probe (HTTP, TCP, DNS)',
    docsUrl: 'https://nodejs.org/api/dns.html',
    fields: FIELDS,
    capabilities: [],
    slowMs: 30_000,
  },
  parseConfig,
  poll,
  map: mapFindings,
  actions: {},
};
