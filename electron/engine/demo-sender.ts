// The demo's incidents are invented: nothing about them goes to anybody, whatever channels the settings have.

import { msg } from '../../shared/words/words';
import type { Sender } from './couriers';

export const demoSender: Sender = {
  manifestOf: () => null,
  send: async () => ({
    ok: false,
    kind: 'config',
    what: msg`The demo sends nothing: its incidents are invented.`,
    remedy: msg`Connect a source of your own.`,
    retryAfterMs: null,
  }),
};
