// What the console itself drafts is never underlined for its words: templates and generated rows blame nobody.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readTemplate } from '../../../electron/postmortem/read-template';
import { createLinter } from '../../../shared/lint/linter';
import { materialOf } from '../../../shared/postmortem/draft/input';
import { fillTemplate } from '../../../shared/postmortem/templates/template';
import { aNight } from '../postmortem/night';

const folder = resolve(import.meta.dirname, '../../../assets/templates');

test.each(['standard', 'light', 'security'])('[B4] a draft by the template %s has no words to look at', (name) => {
  const read = readTemplate(name, readFileSync(resolve(folder, `${name}.md`), 'utf8'), false);
  if (!read.ok) throw new Error(read.faults.join('\n'));
  const draft = fillTemplate(read.template.body, materialOf(aNight({})));
  const found = createLinter({ people: [{ name: 'Ana Lima', role: 'Tech leader' }], today: null }).lint(draft);
  expect(found.filter(({ rule }) => !rule.startsWith('action-')).map(({ rule, words }) => `${rule}: ${words}`)).toEqual([]);
});
