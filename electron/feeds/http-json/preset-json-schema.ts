// The schema of presets for editors, as JSON Schema.
import { z } from 'zod';
import { presetSchema } from './preset';

/** What a person may write; what has a default may be left out. */
export function presetJsonSchema(): object {
  return { ...z.toJSONSchema(presetSchema, { io: 'input', target: 'draft-7' }), title: 'A preset of the feed http-json' };
}
