// What a preset may say: the one schema that the engine reads presets by and that editors get as JSON Schema.
import { z } from 'zod';

const expression = z.string().min(1).max(4000).describe('A JSONata expression.');
const template = z.string().min(1).max(8000).describe('Text in which {{name}} stands for a value; in an address it is percent-encoded.');
const headers = z.record(z.string().regex(/^[\w-]+$/), template).default({});
const name = z.string().regex(/^[a-z][A-Za-z0-9]{0,30}$/, 'a name such as apiToken');

const fieldSchema = z.strictObject({
  name,
  label: z.string().min(1).max(60),
  hint: z.string().min(1).max(300),
  type: z.enum(['text', 'url', 'secret', 'number', 'boolean']).default('text').describe('A secret goes to the vault.'),
  options: z.array(z.string()).min(1).optional().describe('The only values; the first one counts when nothing is chosen.'),
  required: z.boolean().default(false),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
  advanced: z.boolean().default(false),
});

const requestSchema = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
  url: template.describe('Begins with a field of the type url, or with https://.'),
  headers,
  query: z.record(z.string(), template).default({}).describe('Added to the address; a value that comes out empty is left out.'),
  body: z
    .union([template, z.record(z.string(), z.unknown())])
    .optional()
    .describe('An object is sent as JSON.'),
});

const authSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('none') }),
  z.strictObject({ type: z.literal('bearer'), token: template }),
  z.strictObject({ type: z.literal('basic'), user: template, password: template }),
  z.strictObject({ type: z.literal('header'), header: z.string().regex(/^[\w-]+$/), value: template }),
  z.strictObject({ type: z.literal('query'), parameter: z.string().min(1), value: template }),
]);

const maxPages = z.number().int().min(1).max(1000).default(50).describe('More pages than this make the poll fail.');
const pagingSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('none') }),
  z.strictObject({ type: z.literal('link'), maxPages }).describe('The Link header with rel="next".'),
  z.strictObject({ type: z.literal('next'), url: expression, maxPages }).describe('JSONata that gives the next address, or nothing.'),
  z.strictObject({
    type: z.literal('number'),
    parameter: z.string().min(1),
    first: z.number().int().default(1),
    step: z.number().int().min(1).default(1).describe('1 counts pages; the size of a page makes it an offset.'),
    more: expression.describe('JSONata on a page: are there more?'),
    maxPages,
  }),
  z
    .strictObject({ type: z.literal('cursor'), parameter: z.string().min(1).optional(), cursor: expression, maxPages })
    .describe('JSONata that gives the next cursor, or nothing; {{cursor}} in the request, or a parameter of the query.'),
]);

const mappingSchema = z.strictObject({
  key: z
    .union([expression, z.array(expression).min(1).max(5)])
    .describe('What the condition is, for ever: an id of the source, or several parts; a row that lacks one is refused.'),
  name: expression,
  summary: expression.optional(),
  state: expression.optional().describe('"firing" (also when left out) or "resolved".'),
  severity: expression.optional().describe('A word or number; brought to ours by `severities`.'),
  labels: z.record(z.string(), expression).default({}),
  annotations: z.record(z.string(), expression).default({}),
  startsAt: expression.optional().describe('ISO date, Unix seconds or milliseconds; must stay the same while the condition lasts.'),
  link: expression.optional(),
  suppression: expression
    .optional()
    .describe('"silence", "inhibition", "mute", "downtime" or "acknowledgement" where the source holds it back; else nothing.'),
});

const actionSchema = z.strictObject({
  calls: z
    .array(requestSchema)
    .min(1)
    .max(5)
    .describe('One after another, for each alert: {{key}}, {{author}}, {{comment}}, {{until}} ...'),
  readBack: z.strictObject({ request: requestSchema, isDone: expression }).optional(),
});
const ACTIONS = ['ack', 'unack', 'resolve', 'snooze', 'note', 'downtime', 'recheck'] as const;
export type ActionName = (typeof ACTIONS)[number];

export const presetSchema = z.strictObject({
  version: z.literal(1),
  name: z.string().min(1).max(60),
  docs: z.string().regex(/^https:\/\//, 'an https address'),
  fields: z.array(fieldSchema).max(30).default([]),
  auth: authSchema.default({ type: 'none' }),
  request: requestSchema,
  beside: z
    .record(name, requestSchema)
    .default({})
    .describe('Further requests of each poll; their answers are $beside.<name> in expressions.'),
  paging: pagingSchema.default({ type: 'none' }),
  error: expression.optional().describe('JSONata on an answer: words of a failure where the source tells failures with status 200.'),
  rows: expression.default('$').describe('Where the list of rows is in an answer; [$] where the answer is the only row.'),
  where: expression.optional().describe('Rows for which this is not true are no alerts.'),
  needs: z
    .array(expression)
    .max(10)
    .default([])
    .describe('What every row must have; a row without it is refused, also where it would be left out.'),
  sameKey: z.enum(['refuse', 'first']).default('refuse').describe('Two rows with one key: an error, or the first one counts.'),
  mapping: mappingSchema,
  severities: z.record(z.string(), z.enum(['critical', 'error', 'warning', 'info'])).default({}),
  absent: z.enum(['resolved', 'unknown']).default('resolved').describe('What it means that a row is gone.'),
  conditional: z.boolean().default(true).describe('Ask with If-None-Match where the source gave an ETag.'),
  minIntervalSeconds: z.number().min(1).max(3600).default(10),
  actions: z.partialRecord(z.enum(ACTIONS), actionSchema).default({}),
});

export type Preset = z.infer<typeof presetSchema>;
export type PresetField = Preset['fields'][number];
export type PresetRequest = Preset['request'];
export type PresetAction = z.infer<typeof actionSchema>;
