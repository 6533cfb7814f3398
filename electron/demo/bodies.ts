// What may be posted to the demo: the wire shapes of alerts and silences, turned into ours or into the server's own refusal.
import { z } from 'zod';
import { type Answer, malformed } from './answers';
import type { SilenceDraft } from './silence-book';

const time = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)), 'parsing time failed')
  .transform((text) => Date.parse(text));
const strings = z.record(z.string(), z.string());

const alertsBody = z.array(
  z.object({
    labels: strings.nullish(),
    annotations: strings.nullish(),
    startsAt: time.nullish(),
    endsAt: time.nullish(),
    generatorURL: z.string().nullish(),
  }),
);
const matcherBody = z.object({
  name: z.string().optional(),
  value: z.string().optional(),
  isRegex: z.boolean().optional(),
  isEqual: z.boolean().optional(),
});
const silenceBody = z.object({
  id: z.string().optional(),
  comment: z.string().optional(),
  createdBy: z.string().optional(),
  endsAt: time.optional(),
  matchers: z.array(matcherBody).optional(),
  startsAt: time.optional(),
});
export type PostedAlert = z.infer<typeof alertsBody>[number];

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly answer: Answer };

function shaped<T>(schema: z.ZodType<T>, body: string, noun: string): Read<T> {
  const refuse = (why: string): Read<T> => ({
    ok: false,
    answer: malformed(400, 400, `parsing ${noun} body from "" failed, because ${why}`),
  });
  let raw: unknown;
  try {
    raw = JSON.parse(body);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : 'it is not JSON');
  }
  const parsed = schema.safeParse(raw);
  const [issue] = parsed.success ? [] : parsed.error.issues;
  return parsed.success ? { ok: true, value: parsed.data } : refuse(`${issue?.path.join('.')}: ${issue?.message}`);
}

const lacking = (field: string): Answer => malformed(422, 602, `${field} in body is required`);

export function readAlerts(body: string): Read<readonly PostedAlert[]> {
  const read = shaped(alertsBody, body, 'alerts');
  if (!read.ok) return read;
  const bare = read.value.findIndex((alert) => !alert.labels);
  return bare < 0 ? read : { ok: false, answer: lacking(`${bare}.labels`) };
}

export function readSilence(body: string): Read<SilenceDraft> {
  const read = shaped(silenceBody, body, 'silence');
  if (!read.ok) return read;
  const { id, comment, createdBy, endsAt, matchers, startsAt } = read.value;
  if (comment === undefined) return { ok: false, answer: lacking('comment') };
  if (createdBy === undefined) return { ok: false, answer: lacking('createdBy') };
  if (endsAt === undefined) return { ok: false, answer: lacking('endsAt') };
  if (matchers === undefined) return { ok: false, answer: lacking('matchers') };
  if (matchers.length === 0) return { ok: false, answer: malformed(422, 612, 'matchers in body should have at least 1 items') };
  const whole: SilenceDraft['matchers'][number][] = [];
  for (const [i, { name, value, isRegex, isEqual = true }] of matchers.entries()) {
    if (isRegex === undefined) return { ok: false, answer: lacking(`matchers.${i}.isRegex`) };
    if (name === undefined) return { ok: false, answer: lacking(`matchers.${i}.name`) };
    if (value === undefined) return { ok: false, answer: lacking(`matchers.${i}.value`) };
    whole.push({ name, value, isRegex, isEqual });
  }
  if (startsAt === undefined) return { ok: false, answer: lacking('startsAt') };
  return { ok: true, value: { id: id || null, comment, createdBy, endsAt, matchers: whole, startsAt } };
}
