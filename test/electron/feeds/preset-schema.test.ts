// The JSON Schema that editors get is made of the schema that the engine reads presets by. `UPDATE_SCHEMA=1 npx vitest run
// test/electron/feeds/preset-schema.test.ts` writes it anew; Biome formats it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { presetJsonSchema } from '../../../electron/feeds/http-json/preset-json-schema';
import { readPreset, tellPresetError } from '../../../electron/feeds/http-json/read-preset';

const folder = new URL('../../../assets/presets/', import.meta.url);
const file = new URL('preset.schema.json', folder);

test('the published schema is the one that presets are read by', () => {
  const made: unknown = JSON.parse(JSON.stringify(presetJsonSchema()));
  if (process.env.UPDATE_SCHEMA) writeFileSync(file, JSON.stringify(made, null, 2));
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(made);
});

const presets = readdirSync(folder).filter((name) => name.endsWith('.yml') && !name.endsWith('-rules.yml'));

test.each(presets)('%s names the schema and is right', (name) => {
  const text = readFileSync(new URL(name, folder), 'utf8');
  expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=preset.schema.json');
  const reading = readPreset(text);
  expect(reading.ok ? [] : reading.errors.map(tellPresetError)).toEqual([]);
  // Each shipped one is mapped at once, without the library.
  const slow = reading.ok ? [...reading.read.expressions].filter(([, { compiled }]) => compiled === null).map(([path]) => path) : [];
  expect(slow).toEqual([]);
});
