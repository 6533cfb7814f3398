// What the console says, in its user's language. English stands where it is said; a catalogue has each of these texts in one other language.

/** From a text as it stands in the code, with `{0}`, `{1}`, … for what is put in, to the same text in another language. */
export type Catalogue = Readonly<Record<string, string>>;

export type Language = 'en' | 'de';

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };
/** Behind it stands what tells two meanings of one English text apart; it is never shown. */
const MEANING = '##';
const PLACE = /\{(\d+)\}/g;

const keys = new WeakMap<TemplateStringsArray, string>();
let catalogue: Catalogue = {};
let spoken: Language = 'en';

/** To be called before anything else of the console is loaded: many texts are made once. */
export function speak(language: Language, texts: Catalogue): void {
  spoken = language;
  catalogue = texts;
}

/** For numbers and dates. */
export function locale(): string {
  return LOCALES[spoken];
}

/** The text as a pattern with `{0}`, `{1}`, … in the user's language. */
export function pattern(parts: TemplateStringsArray): string {
  let key = keys.get(parts);
  if (key === undefined) {
    key = parts.reduce((text, part, i) => `${text}{${i - 1}}${part}`);
    keys.set(parts, key);
  }
  const said = catalogue[key];
  if (said !== undefined) return said;
  const meaning = key.indexOf(MEANING);
  return meaning < 0 ? key : key.slice(0, meaning);
}

/** Tag of every text that somebody reads: msg`Held until ${time}`. `msg`Open##state`` where English has one word for two. */
export function msg(parts: TemplateStringsArray, ...values: readonly unknown[]): string {
  const text = pattern(parts);
  return values.length === 0 ? text : text.replace(PLACE, (_, n) => String(values[Number(n)]));
}

/** Of a text that stands in a file that comes with Dogwatch, such as a preset; what the catalogue does not have stays as it is. */
export function fromFile(text: string): string {
  return catalogue[text] ?? text;
}

/** `1,234 alerts`, in the user's way to write numbers; both forms in the user's language already. */
export function counted(n: number, one: string, many: string): string {
  return `${n.toLocaleString(locale())} ${n === 1 ? one : many}`;
}
