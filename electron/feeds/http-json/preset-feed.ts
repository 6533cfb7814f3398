// A kind of feed made of a preset that is shipped.
import type { Feed } from '../../../shared/feed';
import { actionsOf } from './actions';
import { planOf } from './columns';
import { fieldsOf, type PresetConfig, parserOf } from './config';
import { mapNow } from './map';
import { type Cursor, gather, poll } from './poll';
import { type ReadPreset, readPreset, tellPresetError } from './read-preset';

/** `map` takes a `Raw`: `{ pages, beside, fields, at }`. */
export function feedOf(kind: string, read: ReadPreset, text: string): Feed<PresetConfig, Cursor> {
  const { preset } = read;
  const plan = planOf(read);
  const actions = actionsOf(read);
  return {
    manifest: {
      ...{ kind, name: preset.name, docsUrl: preset.docs, fields: fieldsOf(preset.fields) },
      capabilities: Object.keys(actions) as (keyof typeof preset.actions)[],
      slowMs: 10_000,
      hasPreset: true,
    },
    parseConfig: parserOf(preset.fields),
    poll: (ctx, config, cursor) => poll(ctx, read, plan, config, cursor),
    map: (raw) => {
      const { sightings, rejected } = mapNow(read, plan, raw);
      return { sightings, rejected: rejected.map(({ where, why }) => ({ where, why })) };
    },
    actions,
    answer: (ctx, config) => gather(ctx, read, config, null),
    preset: text,
  };
}

/** Of the text of a shipped preset; a wrong one is a bug. */
export function shippedFeed(kind: string, text: string): Feed<PresetConfig, Cursor> {
  const reading = readPreset(text);
  if (!reading.ok) throw new Error(`preset ${kind}: ${reading.errors.map(tellPresetError).join('; ')}`);
  return feedOf(kind, reading.read, text);
}
