// What the outbox is given where no channel can be opened, e.g. in the demo: messages fail with words instead of going anywhere.
import type { Sender } from './couriers';

export const noChannels: Sender = {
  manifestOf: () => null,
  send: async () => ({
    ok: false,
    kind: 'config',
    what: 'There is no such channel here.',
    remedy: 'Set it up under Settings, Channels.',
    retryAfterMs: null,
  }),
};
