// Imported before all else of the engine: many texts are made once, when the code that says them is loaded.
import { readFileSync } from 'node:fs';
import { type Catalogue, speak } from '../../shared/words/words';

const { DOGWATCH_WORDS } = process.env;
if (DOGWATCH_WORDS) speak('de', JSON.parse(readFileSync(DOGWATCH_WORDS, 'utf8')) as Catalogue);
