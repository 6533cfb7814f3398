// What the flight recorder keeps when an incident begins: how much, and which snapshots it takes.
import { z } from 'zod';
import { matcherText } from './fields';

const name = z.string().min(1).max(80);
const when = z.array(matcherText).max(20).default([]);
const address = z
  .string()
  .max(2000)
  .regex(/^https?:\/\/[^\s/?#@]+(?:[/?#]\S*)?$/i, 'an address such as https://host/status, with no user or password in it');

/** `when`: matchers over the labels of an alert; none: every alert. Words in double braces stand for labels of the alert. */
export const snapshotSettings = z.discriminatedUnion('kind', [
  z.strictObject({
    ...{ kind: z.literal('http'), name, isEnabled: z.boolean().default(true), when, url: address },
    /** Id of the feed whose login, proxy and certificates are used; the address must be at its server. Empty: no login. */
    feed: z.string().max(40).default(''),
  }),
  z.strictObject({
    ...{ kind: z.literal('promql'), name, isEnabled: z.boolean().default(true), when, query: z.string().min(1).max(4000) },
    /** Id of the Prometheus feed that is asked. */
    feed: z.string().min(1).max(40),
    /** How far before the trigger the curve begins. */
    minutes: z.number().min(1).max(10_080).default(60),
  }),
]);
export type SnapshotSettings = z.infer<typeof snapshotSettings>;

export const recorderSettings = z.strictObject({
  isOn: z.boolean().default(true),
  /** Payloads of alerts, and as many snapshots, that one incident keeps; the rest is counted. */
  perIncident: z.number().int().min(1).max(200).default(20),
  /** Snapshots over all incidents; what comes beyond is counted. */
  perMinute: z.number().int().min(1).max(600).default(30),
  /** Texts go so many days after their incident was closed; 0: they stay. */
  keepDays: z.number().int().min(0).max(3650).default(0),
  timeoutSeconds: z.number().min(0.5).max(120).default(15),
  snapshots: z
    .array(snapshotSettings)
    .max(100)
    .refine((list) => new Set(list.map((one) => one.name)).size === list.length, 'every name only once')
    .default([]),
});
export type RecorderSettings = z.infer<typeof recorderSettings>;
