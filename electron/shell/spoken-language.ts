// Which language this machine's console speaks, and the texts of it, before anything that says something is loaded.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import type { Catalogue, Language } from '../../shared/words/words';
import { note, wordsOf } from './journal';
import { readKept } from './kept-file';
import { PREFERENCES_FILE } from './places';

export interface Spoken {
  readonly language: Language;
  /** Of a language other than English; '' for that. */
  readonly file: string;
  readonly texts: Catalogue;
}

/** What a person chose on this machine, else what the system speaks. English where a catalogue can't be read. */
export function spokenLanguage(profile: string, assets: string): Spoken {
  const { language } = readKept(profile, PREFERENCES_FILE);
  const isGerman = language === 'de' || (language !== 'en' && app.getLocale().startsWith('de'));
  const file = join(assets, 'words/de.json');
  if (isGerman)
    try {
      return { language: 'de', file, texts: JSON.parse(readFileSync(file, 'utf8')) as Catalogue };
    } catch (error) {
      note('error', `the German words can't be read: ${wordsOf(error)}`);
    }
  return { language: 'en', file: '', texts: {} };
}
