// Any source that answers with JSON, by a preset that a person writes into the feed's form.

import example from '../../../assets/presets/statuspage.yml?raw';
import type { ConfigField, Feed } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { planOf } from './columns';
import { fieldsOf, type PresetConfig, parserOf } from './config';
import { mapNow } from './map';
import { type Cursor, gather, poll as pollBy } from './poll';
import type { PresetField } from './preset';
import { type ReadPreset, readPreset, tellPresetError } from './read-preset';

export { shipped } from './shipped';

interface HttpJsonConfig {
  readonly read: ReadPreset;
  readonly own: PresetConfig;
}

const SECRET: ConfigField = {
  name: 'secret',
  label: msg`Secret`,
  hint: msg`A token or password: {{secret}} in the preset.`,
  type: 'secret',
};
const FIELDS: readonly ConfigField[] = [
  {
    name: 'preset',
    label: msg`Preset`,
    hint: msg`YAML that tells what to ask and how the answer reads; see docs/presets.md.`,
    type: 'multiline',
    isRequired: true,
    example,
  },
  {
    name: 'values',
    label: msg`Values of its fields`,
    hint: msg`name = value, one a line, for every field of the preset that is no secret.`,
    type: 'text-list',
  },
  SECRET,
];

/** `name = value` lines as the preset's fields want them. */
function valuesIn(lines: unknown, fields: readonly PresetField[]): Record<string, unknown> {
  const list = Array.isArray(lines) ? lines : typeof lines === 'string' ? lines.split('\n') : [];
  const pairs = list.map(String).flatMap((line) => {
    const at = line.indexOf('=');
    return at < 1 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()] as const];
  });
  return Object.fromEntries(
    pairs.map(([name, text]) => {
      const type = fields.find((field) => field.name === name)?.type;
      return [name, type === 'number' ? Number(text) : type === 'boolean' ? /^(true|yes|1)$/i.test(text) : text];
    }),
  );
}

const parseConfig: Feed<HttpJsonConfig>['parseConfig'] = (input) => {
  const given = (typeof input === 'object' && input !== null && !Array.isArray(input) ? input : {}) as Record<string, unknown>;
  const { preset, values, secret = '', ...connection } = given;
  if (typeof preset !== 'string' || preset.trim() === '')
    return { ok: false, errors: [{ path: 'preset', message: msg`a preset is needed` }] };
  const reading = readPreset(preset);
  if (!reading.ok) return { ok: false, errors: reading.errors.map((error) => ({ path: 'preset', message: tellPresetError(error) })) };
  const { fields } = reading.read.preset;
  // A preset may name several secrets; here there is one for all of them.
  const secrets = Object.fromEntries(fields.filter(({ type }) => type === 'secret').map(({ name }) => [name, secret]));
  const parsed = parserOf(fields)({ ...connection, ...valuesIn(values, fields), ...secrets });
  if (!parsed.ok) {
    const own = new Set(fields.map(({ name }) => name));
    return {
      ok: false,
      errors: parsed.errors.map(({ path, message }) =>
        own.has(path) ? { path: 'values', message: `${path}: ${message}` } : { path, message },
      ),
    };
  }
  const own = { ...parsed.config, values: { ...parsed.config.values, secret: String(secret) } };
  return { ok: true, config: { read: reading.read, own } };
};

const exampleReading = readPreset(example);

/** `map` reads `{ preset, pages, beside, fields, at }`; without a preset that of a Statuspage. */
export const httpJson: Feed<HttpJsonConfig, Cursor> = {
  manifest: {
    ...{ kind: 'http-json', name: 'Any JSON over HTTP', docsUrl: 'https://docs.jsonata.org/overview' },
    fields: [...FIELDS, ...fieldsOf([])],
    capabilities: [],
    slowMs: 10_000,
    hasPreset: true,
  },
  parseConfig,
  poll: (ctx, { read, own }, cursor) => pollBy(ctx, read, planOf(read), own, cursor),
  map: (raw) => {
    const text = (raw as { preset?: unknown } | null | undefined)?.preset;
    const reading = typeof text === 'string' ? readPreset(text) : exampleReading;
    if (!reading.ok) return { sightings: [], rejected: reading.errors.map((error) => ({ where: 'preset', why: tellPresetError(error) })) };
    const { sightings, rejected } = mapNow(reading.read, planOf(reading.read), raw);
    return { sightings, rejected: rejected.map(({ where, why }) => ({ where, why })) };
  },
  actions: {},
  answer: (ctx, { read, own }) => gather(ctx, read, own, null),
};
