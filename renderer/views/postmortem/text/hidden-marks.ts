// Shows in the text being written what hides there: controls, direction overrides and invisible characters, each by its code. They may
// come with a paste or from a teammate. The text keeps them until somebody takes them out.
import type { Extension } from '@codemirror/state';
import { highlightSpecialChars } from '@codemirror/view';
import { codeSign } from '../../../../shared/domain/look-alikes';

/** Those that CodeMirror does not look for by itself. */
const MORE = /[\u115f\u1160\u180e\u202a-\u202c\u2060-\u2065\u2068\u206a-\u206f\u3164\uffa0\u{e0000}-\u{e0fff}]/gu;

export const hiddenMarks: Extension = highlightSpecialChars({
  addSpecialChars: MORE,
  render(code) {
    const sign = document.createElement('span');
    sign.className = 'cm-specialChar';
    sign.textContent = codeSign(String.fromCodePoint(code));
    return sign;
  },
});
