// What a person may set, and how it is checked. The order of the fields is that of the form.
import { z } from 'zod';
import type { ConfigField, Feed } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { refusedConfig } from '../config-errors';
import { CONNECTION_FIELDS, connectionShape, serverUrl } from '../connection';

export interface TemplateConfig {
  /** Without a slash at its end. */
  readonly url: string;
}

const schema = z.strictObject({ url: serverUrl.transform((url) => url.replace(/\/+$/, '')), ...connectionShape });

export const parseConfig: Feed<TemplateConfig>['parseConfig'] = (input) => {
  const result = schema.safeParse(input);
  if (!result.success) return refusedConfig(result.error);
  return { ok: true, config: { url: result.data.url } };
};

export const FIELDS: readonly ConfigField[] = [
  { name: 'url', label: msg`Address`, hint: msg`Of the server, such as https://host:8080.`, type: 'text', isRequired: true },
  ...CONNECTION_FIELDS,
];
