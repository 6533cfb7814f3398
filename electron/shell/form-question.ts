// Asks the one question of a page of ours that has no bridge: the shell runs this in it, and gets what was typed when its form is sent.
import type { WebContents } from 'electron';

export interface FormQuestion {
  /** Is a word to be typed? Else the button alone answers. */
  readonly needsWord: boolean;
  /** What was wrong with the last answer; '' for nothing. */
  readonly why: string;
}

/** Runs in the page. */
const ASK = `(({ needsWord, why }) => new Promise((resolve) => {
  const form = document.querySelector('form');
  const input = document.querySelector('input');
  const told = document.getElementById('why');
  form.classList.toggle('plain', !needsWord);
  input.required = needsWord;
  if (told) told.textContent = why;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const { value } = input;
    input.value = '';
    resolve(value);
  }, { once: true });
  (needsWord ? input : document.querySelector('button')).focus();
}))`;

/** What was typed. Rejects when the page goes away. */
export function formAnswer(contents: WebContents, question: FormQuestion): Promise<string> {
  return contents.executeJavaScript(`${ASK}(${JSON.stringify(question)})`) as Promise<string>;
}
