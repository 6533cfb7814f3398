// How a channel gets out (proxy, certificate authority, time-out) is the same question as for feeds; these are the fields of it that
// the kinds with HTTP share.
import type { z } from 'zod';
import type { ConfigField } from '../../shared/feed';
import { msg } from '../../shared/words/words';
import { CONNECTION_FIELDS, connectionShape, serverUrl } from '../feeds/connection';

const SHARED = ['proxyUrl', 'proxyUsername', 'proxyPassword', 'caPem', 'isTlsUnchecked', 'timeoutSeconds'];
const HINTS: Readonly<Record<string, string>> = {
  isTlsUnchecked: 'Anybody between you and the server can read what you send and keep it. For a test only.',
};

/** Form fields that go with `wayOutShape`; all of them stand under "Advanced". */
export const WAY_OUT_FIELDS: readonly ConfigField[] = CONNECTION_FIELDS.filter((field) => SHARED.includes(field.name)).map((field) => ({
  ...field,
  hint: HINTS[field.name] ?? field.hint,
}));

/** Spread into a kind's own strict object. */
export const wayOutShape = {
  proxyUrl: connectionShape.proxyUrl,
  proxyUsername: connectionShape.proxyUsername,
  proxyPassword: connectionShape.proxyPassword,
  caPem: connectionShape.caPem,
  isTlsUnchecked: connectionShape.isTlsUnchecked,
  timeoutSeconds: connectionShape.timeoutSeconds,
};

/** An address that is a secret itself: whoever has it can post. Its complaint never repeats it. */
export const secretUrl = serverUrl;

type Parsed<C> =
  | { readonly ok: true; readonly config: C }
  | { readonly ok: false; readonly errors: readonly { readonly path: string; readonly message: string }[] };

/** A kind's `parseConfig`, made from its schema. */
export function parserOf<S extends z.ZodType>(schema: S): (input: unknown) => Parsed<z.output<S>> {
  return (input) => {
    const parsed = schema.safeParse(input);
    if (parsed.success) return { ok: true, config: parsed.data };
    const errors = parsed.error.issues.flatMap((issue) => {
      const path = issue.path.join('.');
      if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ path: key, message: msg`unknown key “${key}”` }));
      return [{ path, message: isMissing(issue) ? msg`this is needed` : issue.message }];
    });
    return { ok: false, errors };
  };
}

function isMissing(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type' && issue.input === undefined && /undefined/.test(issue.message);
}
