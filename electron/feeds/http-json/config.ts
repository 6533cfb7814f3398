// The form and the check of a feed that follows a preset: the preset's own fields, and how any server is reached.
import { z } from 'zod';
import type { ConfigField, Feed } from '../../../shared/feed';
import { fromFile, msg } from '../../../shared/words/words';
import { refusedConfig } from '../config-errors';
import { CONNECTION_FIELDS, connectionShape, serverUrl } from '../connection';
import type { PresetField } from './preset';
import type { Values } from './template';

export interface PresetConfig {
  /** Every field as text, secrets filled in. */
  readonly values: Values;
  /** What expressions may see: fields that are no secrets, numbers as numbers. */
  readonly fields: Readonly<Record<string, unknown>>;
}

const optional = (field: PresetField, schema: z.ZodType): z.ZodType => (field.required ? schema : schema.default(field.default ?? ''));

function schemaOf(field: PresetField): z.ZodType {
  const { type, options } = field;
  if (type === 'number') return field.default === undefined && !field.required ? z.number().optional() : optional(field, z.number());
  if (type === 'boolean') return z.boolean().default(field.default === true);
  if (type === 'url')
    return optional(
      field,
      serverUrl.transform((url) => url.replace(/[#?].*$/, '').replace(/\/+$/, '')),
    );
  if (options) return z.enum(options as [string, ...string[]]).default(String(field.default ?? options[0]));
  return optional(
    field,
    field.required
      ? z
          .string()
          .trim()
          .min(1, msg`${fromFile(field.label)} is needed`)
          .max(4000)
      : z.string().trim().max(4000),
  );
}

/** The check of the settings of a preset with these fields. */
export function parserOf(fields: readonly PresetField[]): Feed<PresetConfig>['parseConfig'] {
  const own = Object.fromEntries(fields.map((field) => [field.name, schemaOf(field)]));
  const schema = z.strictObject({ ...connectionShape, ...own });
  return (input) => {
    const result = schema.safeParse(input);
    if (!result.success) return refusedConfig(result.error);
    const given = result.data as Readonly<Record<string, unknown>>;
    const said = (field: PresetField): string => (given[field.name] === undefined ? '' : String(given[field.name]));
    return {
      ok: true,
      config: {
        values: Object.fromEntries(fields.map((field) => [field.name, said(field)])),
        fields: Object.fromEntries(fields.filter(({ type }) => type !== 'secret').map((field) => [field.name, given[field.name]])),
      },
    };
  };
}

function formField({ name, label, hint, type, options, required, advanced }: PresetField): ConfigField {
  return {
    ...{ name, label: fromFile(label), hint: hint && fromFile(hint), type: type === 'url' ? 'text' : type },
    ...(required && { isRequired: true }),
    ...(options && { options }),
    ...(advanced && { isAdvanced: true }),
  };
}

/** The preset's fields, then the connection's; a login of one's own serves a proxy in front of the source. */
export function fieldsOf(fields: readonly PresetField[]): readonly ConfigField[] {
  const taken = new Set(fields.map(({ name }) => name));
  const connection = CONNECTION_FIELDS.filter(({ name }) => !taken.has(name)).map((field) => ({ ...field, isAdvanced: true }));
  return [...fields.map(formField), ...connection];
}
