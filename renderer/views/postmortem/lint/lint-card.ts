// The card of one finding: its words, why they are raised, a better question, fixes, and "fine here". Plain DOM: it lives in the editor.
import type { EditorView } from '@codemirror/view';
import { msg } from '../../../../shared/words/words';
import { applyFix } from './lint-acts';
import type { PlacedFinding } from './lint-state';
import { titleOf } from './lint-titles';

export interface CardActs {
  readonly onQuiet: (key: string) => void;
  readonly close: (view: EditorView) => void;
}

export function lintCard(view: EditorView, places: readonly PlacedFinding[], acts: CardActs): HTMLElement {
  const card = element('div', 'cm-lint-card');
  card.setAttribute('role', 'dialog');
  card.setAttribute('aria-label', msg`Words to look at`);
  for (const place of places) card.append(section(view, place, acts));
  card.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      acts.close(view);
      view.focus();
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      moveFocus(card, event.key === 'ArrowDown' ? 1 : -1);
    }
  });
  return card;
}

function section(view: EditorView, { finding }: PlacedFinding, { onQuiet, close }: CardActs): HTMLElement {
  const part = element('section', 'cm-lint-part');
  part.append(element('h3', 'cm-lint-title', titleOf(finding.rule)), element('p', 'cm-lint-why', finding.why));
  part.append(element('p', 'cm-lint-question', finding.question));
  const row = element('div', 'cm-lint-acts');
  const leave = (): void => {
    close(view);
    view.focus();
  };
  for (const fix of finding.fixes)
    row.append(
      button(fix.label, 'cm-lint-fix', () => {
        applyFix(view, finding, fix);
        leave();
      }),
    );
  row.append(
    button(msg`Fine here`, 'cm-lint-quiet', () => {
      onQuiet(finding.key);
      leave();
    }),
  );
  part.append(row);
  return part;
}

function moveFocus(card: HTMLElement, way: 1 | -1): void {
  const buttons = [...card.querySelectorAll('button')];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  buttons[(at + way + buttons.length) % buttons.length]?.focus();
}

function button(label: string, className: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = className;
  made.textContent = label;
  made.addEventListener('click', act);
  return made;
}

function element(tag: 'div' | 'section' | 'p' | 'h3', className: string, text = ''): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
