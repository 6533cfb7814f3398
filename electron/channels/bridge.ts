// A conference bridge: "sending" is making the incident's link. Nothing leaves the machine; people share the link by other channels.
import { z } from 'zod';
import type { Channel } from '../../shared/channel';
import { bridgeLink, isLinkPerIncident } from '../../shared/domain/bridge-link';
import { msg } from '../../shared/words/words';
import { refusal, sent } from './outcome';
import { parserOf } from './way-out';

const url = z
  .string()
  .max(2000)
  .refine((text) => bridgeLink(text, 1) !== null, 'a link such as https://meet.example/inc-{{number}}');
const schema = z.strictObject({ url });
type Config = z.output<typeof schema>;

export const bridge: Channel<Config> = {
  manifest: {
    kind: 'bridge',
    name: 'Conference bridge',
    docsUrl: 'https://jitsi.github.io/handbook/docs/user-guide/user-guide-start-a-jitsi-meeting/',
    fields: [
      {
        name: 'url',
        label: msg`Link`,
        hint: msg`Where people meet. {{number}} stands for the incident’s number: https://meet.example/inc-{{number}}.`,
        type: 'text',
        isRequired: true,
      },
    ],
    addressHint: null,
    idempotency: 'key',
    maxChars: 2_000,
    pauseMs: 0,
    proves: 'The link stands; nothing is sent to anybody.',
  },
  parseConfig: parserOf(schema),
  async send(_ctx, config, message) {
    if (message.incident === null && !message.isTest && isLinkPerIncident(config.url))
      return refusal('config', 'This bridge is one per incident, and there is none.', 'Open it from an incident.');
    const link = bridgeLink(config.url, message.incident?.number ?? 0);
    return link === null ? refusal('config', 'The link is no http(s) address.', 'Mend it in this channel.') : sent(link);
  },
};
