// Entry of the window: asks for the line to the engine; the page's own skeleton is laid out and the window ready before the console's
// code takes the thread.
import { type Catalogue, speak } from '../shared/words/words';
import { askEarly } from './port-inlet';

const { lang } = document.documentElement;

/** Many texts are made once, when the code that says them is loaded. */
async function begin(): Promise<void> {
  if (lang === 'de') speak(lang, (await (await fetch('/words/de.json')).json()) as Catalogue);
  await import('./console');
}

askEarly();
addEventListener('load', () => setTimeout(() => void begin()), { once: true });
