// What a person may set for an Icinga feed, and how it is checked.
import { z } from 'zod';
import type { ConfigField, Feed } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { refusedConfig } from '../config-errors';
import { CONNECTION_FIELDS, certificatePair, connectionShape, serverUrl } from '../connection';

export interface IcingaConfig {
  /** Base address without a slash at the end. */
  readonly url: string;
  /** In Icinga's language, about `host` only; empty: everything that the user may see. */
  readonly filter: string;
  readonly hasSoftStates: boolean;
  readonly isAckSticky: boolean;
  readonly hasAckExpiry: boolean;
  /** Pause between two looks for changes; 0: none. */
  readonly probeMs: number;
}

const schema = z
  .strictObject({
    url: serverUrl.transform((pasted) =>
      pasted
        .replace(/[#?].*$/, '')
        .replace(/\/v1(\/.*)?$/, '')
        .replace(/\/+$/, ''),
    ),
    filter: z
      .string()
      .max(4000)
      .default('')
      .transform((text) => text.trim()),
    hasSoftStates: z.boolean().default(false),
    isAckSticky: z.boolean().default(true),
    hasAckExpiry: z.boolean().default(false),
    probeSeconds: z.number().min(0).max(60).default(0.6),
    ...connectionShape,
  })
  .refine(...certificatePair);

export const parseConfig: Feed<IcingaConfig>['parseConfig'] = (input) => {
  const result = schema.safeParse(input);
  if (!result.success) return refusedConfig(result.error);
  const { url, filter, hasSoftStates, isAckSticky, hasAckExpiry, probeSeconds } = result.data;
  return { ok: true, config: { url, filter, hasSoftStates, isAckSticky, hasAckExpiry, probeMs: probeSeconds * 1000 } };
};

export const FIELDS: readonly ConfigField[] = [
  {
    name: 'url',
    label: msg`Address of the API`,
    hint: msg`Such as https://icinga.example.com:5665. Icinga signs its own certificate: paste its ca.crt below.`,
    type: 'text',
    isRequired: true,
  },
  {
    name: 'filter',
    label: msg`Only hosts where`,
    hint: msg`In Icinga's filter language, about the host: "production" in host.groups. Empty: everything the user may see.`,
    type: 'text',
  },
  {
    name: 'hasSoftStates',
    label: msg`Soft states too`,
    hint: msg`Problems that Icinga is still checking again. They come early, and many pass by themselves.`,
    type: 'boolean',
    isAdvanced: true,
  },
  {
    name: 'isAckSticky',
    label: msg`Acknowledge until it is fine`,
    hint: msg`On by default. Off: a change from warning to critical also ends an acknowledgement.`,
    type: 'boolean',
    isOn: true,
    isAdvanced: true,
  },
  {
    name: 'hasAckExpiry',
    label: msg`Acknowledgements run out`,
    hint: msg`Renewed while the incident is in hand: Icinga notifies again by itself when no console is left running.`,
    type: 'boolean',
    isAdvanced: true,
  },
  {
    name: 'probeSeconds',
    label: msg`Look for changes every (s)`,
    hint: msg`Icinga's events come up to 5 s late; a small question in between finds changes sooner. 0.6 by default, 0 for never.`,
    type: 'number',
    isAdvanced: true,
  },
  ...CONNECTION_FIELDS,
];
