import { expect, test } from 'vitest';
import { classesOf, strayGlobalClasses, strayModuleClasses } from './class-names';
import type { Source } from './sources';

function source(path: string, text: string): Source {
  return { path, text, lines: 1, code: text, imports: [] };
}

test('classes are read from selectors, not from comments, numbers, strings or other sheets', () => {
  const css = '/* .gone */ .a .b-c[data-x="d.e"] :global(.kbd), .a > .f::after { content: ".g"; opacity: 0.5; } @media (x) { .h {} }';
  expect([...classesOf(css)]).toEqual(['a', 'b-c', 'f', 'h']);
});

test('a class that nobody reads and a read without a rule are both found', () => {
  const sheet = source('ui/box.module.css', '.used {} .dead {}');
  const component = source('ui/box.tsx', "import styles from './box.module.css';\nstyles.used; other.styles.far; styles.missing;");
  expect(strayModuleClasses([sheet], [component])).toEqual({ unused: ['ui/box.module.css: dead'], unknown: ['ui/box.tsx: missing'] });
});

test('a sheet that nobody imports has no used class', () => {
  expect(strayModuleClasses([source('ui/box.module.css', '.used {}')], []).unused).toEqual(['ui/box.module.css: used']);
});

test('a global class counts when a component names it, whole or by its first part', () => {
  const sheet = source('styles/pieces.css', '.tag {} .tag-good {} .tags {} .toast-line {}');
  const component = source('ui/tag.tsx', '<span className={`tag tag-${tone}`} />');
  expect(strayGlobalClasses([sheet], [component])).toEqual(['styles/pieces.css: tags', 'styles/pieces.css: toast-line']);
});
