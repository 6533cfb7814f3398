// Pages that are shown before any code of theirs runs say their few words in the language of the console too.
import type { Spoken } from './spoken-language';

const BETWEEN_TAGS = />([^<>]*[A-Za-z][^<>]*)</g;
const LABEL = /aria-label="([^"]+)"/g;

/** The page with its language named and the texts that the catalogue knows. */
export function spokenPage(html: string, { language, texts }: Pick<Spoken, 'language' | 'texts'>): string {
  if (language === 'en') return html;
  const said = (text: string): string => texts[text.trim()] ?? text;
  return html
    .replace('<html lang="en"', `<html lang="${language}"`)
    .replace(BETWEEN_TAGS, (_, text: string) => `>${said(text)}<`)
    .replace(LABEL, (_, text: string) => `aria-label="${said(text)}"`);
}
