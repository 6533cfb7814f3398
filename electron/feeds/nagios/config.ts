// What a person may set for a Nagios feed, and how it is checked.
import { z } from 'zod';
import type { ConfigField, Feed } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { refusedConfig } from '../config-errors';
import { CONNECTION_FIELDS, certificatePair, connectionShape, serverUrl } from '../connection';

export interface NagiosConfig {
  /** Folder of the CGIs, without a slash at the end. */
  readonly url: string;
  /** Empty: all that the user may see. */
  readonly hostGroup: string;
  readonly hasSoftStates: boolean;
  readonly isAckSticky: boolean;
  /** Older data of Nagios are no answer. */
  readonly staleMs: number;
  /** Rows asked for at once. */
  readonly pageSize: number;
  /** How long a command may take until it is seen. */
  readonly readBackMs: number;
}

const schema = z
  .strictObject({
    url: serverUrl.transform((pasted) =>
      pasted
        .replace(/[#?].*$/, '')
        .replace(/\/[^/]*\.cgi$/, '')
        .replace(/\/+$/, ''),
    ),
    hostGroup: z
      .string()
      .max(500)
      .default('')
      .transform((text) => text.trim()),
    hasSoftStates: z.boolean().default(false),
    isAckSticky: z.boolean().default(true),
    staleSeconds: z.number().min(5).max(86_400).default(180),
    pageSize: z.number().int().min(1).max(100_000).default(5000),
    readBackSeconds: z.number().min(1).max(120).default(30),
    ...connectionShape,
  })
  .refine(...certificatePair);

export const parseConfig: Feed<NagiosConfig>['parseConfig'] = (input) => {
  const result = schema.safeParse(input);
  if (!result.success) return refusedConfig(result.error);
  const { url, hostGroup, hasSoftStates, isAckSticky, staleSeconds, pageSize, readBackSeconds } = result.data;
  const times = { staleMs: staleSeconds * 1000, readBackMs: readBackSeconds * 1000 };
  return { ok: true, config: { url, hostGroup, hasSoftStates, isAckSticky, pageSize, ...times } };
};

export const FIELDS: readonly ConfigField[] = [
  {
    name: 'url',
    label: msg`Address of the CGIs`,
    hint: msg`The folder that statusjson.cgi lies in, such as https://nagios.example.com/cgi-bin/nagios4 or /nagios/cgi-bin.`,
    type: 'text',
    isRequired: true,
  },
  { name: 'hostGroup', label: msg`Only this host group`, hint: msg`Empty: everything the user may see.`, type: 'text' },
  {
    name: 'hasSoftStates',
    label: msg`Soft states too`,
    hint: msg`Problems that Nagios is still checking again. They come early, and many pass by themselves.`,
    type: 'boolean',
    isAdvanced: true,
  },
  {
    name: 'isAckSticky',
    label: msg`Acknowledge until it is fine`,
    hint: msg`On by default. Off: a change from warning to critical also ends an acknowledgement.`,
    type: 'boolean',
    isAdvanced: true,
  },
  {
    name: 'staleSeconds',
    label: msg`Data are stale after (s)`,
    hint: msg`When Nagios has not written its status for so long, the feed is blind. 180 by default.`,
    type: 'number',
    isAdvanced: true,
  },
  {
    name: 'pageSize',
    label: msg`Rows at once`,
    hint: msg`Longer lists are read in pages. 5000 by default.`,
    type: 'number',
    isAdvanced: true,
  },
  {
    name: 'readBackSeconds',
    label: msg`Look for a command’s effect for (s)`,
    hint: msg`Nagios shows it when it writes its status next (status_update_interval). 30 by default.`,
    type: 'number',
    isAdvanced: true,
  },
  ...CONNECTION_FIELDS,
];
