// What a person may set for a feed of status pages, and how it is checked.
import { z } from 'zod';
import type { ConfigField, Feed } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { refusedConfig } from '../config-errors';
import { CONNECTION_FIELDS, certificatePair, connectionShape, serverUrl } from '../connection';
import { DEFAULT_WORDS, type StatusWords } from './words';

export interface RssConfig {
  readonly urls: readonly string[];
  /** Items that were not touched for longer are not told. */
  readonly maxAgeMs: number;
  readonly words: StatusWords;
}

const wordList = (otherwise: readonly string[]) =>
  z
    .array(z.string().max(100))
    .max(100)
    .default([...otherwise])
    .transform((words) => words.map((word) => word.trim().toLowerCase()).filter((word) => word !== ''));

const schema = z
  .strictObject({
    urls: z.array(serverUrl).min(1, 'at least one address').max(50, 'at most 50 addresses'),
    maxAgeDays: z.number().min(0.01).max(365).default(7),
    clearWords: wordList(DEFAULT_WORDS.clear),
    criticalWords: wordList(DEFAULT_WORDS.critical),
    errorWords: wordList(DEFAULT_WORDS.error),
    infoWords: wordList(DEFAULT_WORDS.info),
    ...connectionShape,
  })
  .refine(...certificatePair)
  .refine((c) => new Set(c.urls).size === c.urls.length, { path: ['urls'], message: msg`an address is there twice` });

export const parseConfig: Feed<RssConfig>['parseConfig'] = (input) => {
  const result = schema.safeParse(input);
  if (!result.success) return refusedConfig(result.error);
  const { urls, maxAgeDays, clearWords: clear, criticalWords: critical, errorWords: error, infoWords: info } = result.data;
  return { ok: true, config: { urls, maxAgeMs: maxAgeDays * 86_400_000, words: { clear, critical, error, info } } };
};

function wordField(name: string, label: string, hint: string, words: readonly string[]): ConfigField {
  return { name, label, hint: msg`${hint} One a line; by default: ${words.join(', ')}.`, type: 'text-list', isAdvanced: true };
}

export const FIELDS: readonly ConfigField[] = [
  {
    name: 'urls',
    label: msg`Addresses of the feeds`,
    hint: msg`One a line, such as https://www.githubstatus.com/history.atom. RSS 2.0, RDF and Atom.`,
    type: 'url-list',
    isRequired: true,
  },
  {
    name: 'maxAgeDays',
    label: msg`Forget after (days)`,
    hint: msg`Items that were not touched for longer are over; 7 by default.`,
    type: 'number',
  },
  wordField('clearWords', 'Words for "it is over"', 'At the head of the title or of the newest update.', DEFAULT_WORDS.clear),
  wordField('criticalWords', 'Words for critical', 'The longest word that is found decides.', DEFAULT_WORDS.critical),
  wordField('errorWords', 'Words for error', 'The longest word that is found decides.', DEFAULT_WORDS.error),
  wordField('infoWords', 'Words for info', 'The longest word that is found decides; anything else is a warning.', DEFAULT_WORDS.info),
  ...CONNECTION_FIELDS,
];
