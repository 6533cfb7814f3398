// What a person may set for an MQTT feed, and how it is checked.
import { z } from 'zod';
import type { ConfigField, Feed } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { refusedConfig } from '../config-errors';
import { LINK_FIELDS, type LinkConfig, linkShape, linkUrl } from '../link-fields';
import { PUSH_FIELDS, pushShape } from '../push-settings';
import { type PlainTextRules, topicPatternProblem } from './plain-text';

export interface MqttConfig extends LinkConfig, PlainTextRules {
  readonly url: string;
  readonly topics: readonly string[];
  /** Empty: made from the desk's name. */
  readonly clientId: string;
  readonly qos: 0 | 1;
  /** Where this desk tells `online` and `offline`, the latter also as its will; empty: nowhere. */
  readonly presenceTopic: string;
}

const topicFilter = z
  .string()
  .min(1)
  .max(1000)
  .refine((topic) => {
    const parts = topic.split('/');
    return parts.every((part, i) => (part === '#' ? i === parts.length - 1 : part === '+' || !/[+#]/.test(part)));
  }, 'a topic such as alerts/+/state or alerts/#');

const words = z.array(z.string().min(1).max(200)).max(50);

const schema = z
  .strictObject({
    url: linkUrl(['mqtt:', 'mqtts:'], 'mqtt://host:1883'),
    topics: z.array(topicFilter).min(1, 'at least one topic'),
    topicPattern: z.string().max(1000).default(''),
    clearWords: words.default(['ok', 'online', 'up', 'off', 'normal', 'resolved', 'cleared', '0', 'false', 'closed']),
    plainSeverity: z.enum(['critical', 'error', 'warning', 'info']).default('warning'),
    clientId: z
      .string()
      .regex(/^[\w.-]{0,100}$/, 'letters, digits, dots, dashes and underscores')
      .default(''),
    qos: z.union([z.literal(0), z.literal(1)]).default(1),
    presenceTopic: z
      .string()
      .regex(/^[^+#\0]{0,1000}$/, 'a topic without + and #')
      .default(''),
    ...linkShape,
    ...pushShape,
  })
  .superRefine((c, ctx) => {
    const problem = topicPatternProblem(c.topicPattern);
    if (problem !== '') ctx.addIssue({ code: 'custom', path: ['topicPattern'], message: problem });
    if ((c.certPem === '') !== (c.keyPem === ''))
      ctx.addIssue({ code: 'custom', path: ['certPem'], message: msg`certificate and key go together` });
  });

export const parseConfig: Feed<MqttConfig>['parseConfig'] = (input) => {
  const result = schema.safeParse(input);
  if (!result.success) return refusedConfig(result.error);
  const { maxSilenceMinutes: _, forgetAfterHours: __, ...config } = result.data;
  return { ok: true, config };
};

export const FIELDS: readonly ConfigField[] = [
  {
    name: 'url',
    label: msg`Broker`,
    hint: msg`Such as mqtt://broker.example.com:1883, or mqtts://... with TLS.`,
    type: 'text',
    isRequired: true,
  },
  {
    name: 'topics',
    label: msg`Topics`,
    hint: msg`Such as alerts/#, or plant/+/alarm. Messages are JSON as for the webhook, or plain text, see below.`,
    type: 'text-list',
    isRequired: true,
  },
  {
    name: 'topicPattern',
    label: msg`Parts of the topic`,
    hint: msg`For plain text: plant/{site}/{name} makes labels of the parts, and {name} names the alert. Empty: the topic is the name.`,
    type: 'text',
  },
  {
    name: 'clearWords',
    label: msg`Plain words for "over"`,
    hint: msg`A plain message that is one of them clears the alert; ok, online, up, off, normal, resolved, cleared, 0, false, closed by default.`,
    type: 'text-list',
    isAdvanced: true,
  },
  {
    name: 'plainSeverity',
    label: msg`Severity of plain text`,
    hint: msg`What a plain message counts as.`,
    type: 'text',
    options: ['warning', 'critical', 'error', 'info'],
    isAdvanced: true,
  },
  {
    name: 'clientId',
    label: msg`Client id`,
    hint: msg`Empty: one of this desk. The broker keeps what comes for it while the console is away; two with one id throw each other out.`,
    type: 'text',
    isAdvanced: true,
  },
  {
    name: 'qos',
    label: msg`Quality of service`,
    hint: msg`1 by default: sent until it is recorded here. 0: at most once.`,
    type: 'number',
    isAdvanced: true,
  },
  {
    name: 'presenceTopic',
    label: msg`Tells its presence at`,
    hint: msg`A topic where "online" and, as its will, "offline" are kept for others to see. Empty: nowhere.`,
    type: 'text',
    isAdvanced: true,
  },
  ...PUSH_FIELDS,
  ...LINK_FIELDS,
];
