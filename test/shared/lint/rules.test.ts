// Each rule raises its own examples, lets the others stand, and never offers words that it would raise again.
import { describe, expect, test } from 'vitest';
import { actionRules, lintAction } from '../../../shared/lint/action-finding';
import type { Finding } from '../../../shared/lint/finding';
import { createLinter } from '../../../shared/lint/linter';
import { readAction } from '../../../shared/lint/read-action';
import { phraseRules } from '../../../shared/lint/rules/phrase-rules';

const context = { people: [{ name: 'Ana Lima', role: 'Tech leader' }], today: '2026-11-22' };
const linter = createLinter(context);

function withFix(text: string, finding: Finding, index = 0): string {
  const fix = finding.fixes[index];
  if (!fix) throw new Error('there is no such fix');
  return text.slice(0, fix.from) + fix.insert + text.slice(fix.to);
}

describe.each(phraseRules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('[B1] has at least four examples each way', () => {
    expect(rule.raised.length).toBeGreaterThanOrEqual(4);
    expect(rule.fine.length).toBeGreaterThanOrEqual(4);
  });

  test.each(rule.raised)('[B1] raises: %s', (sentence) => {
    const found = linter.lint(sentence);
    expect(found.map((one) => one.rule)).toContain(id);
    expect(
      found.every(({ why, question, words }) => why !== '' && question.endsWith('?') === !question.includes('If it is') && words !== ''),
    ).toBe(true);
  });

  test.each(rule.fine)('[B1] lets stand: %s', (sentence) => {
    expect(linter.lint(sentence)).toEqual([]);
  });

  test.each(rule.raised)('[B3] a fix of "%s" leaves nothing to say at its place', (sentence) => {
    for (const finding of linter.lint(sentence)) {
      for (const [index, fix] of finding.fixes.entries()) {
        const fixed = withFix(sentence, finding, index);
        const again = createLinter(context).lint(fixed);
        expect(again.filter(({ from, to }) => from < fix.from + fix.insert.length && to > fix.from && fix.insert !== '')).toEqual([]);
        expect(fixed).not.toMatch(/ {2}|\s[.,]|^\s|^[a-z]/);
      }
    }
  });
});

describe('names', () => {
  const one = (sentence: string): Finding => {
    const [finding, ...more] = linter.lint(sentence);
    if (!finding || more.length > 0) throw new Error(`${more.length + (finding ? 1 : 0)} findings`);
    return finding;
  };

  test('[B3] a known name gives way to the role of that person in the incident', () => {
    const text = 'Ana Lima restarted the ledger.';
    expect(withFix(text, one(text))).toBe('The tech leader restarted the ledger.');
    const later = "At 03:19 Ana's restart helped.";
    expect(withFix(later, one(later))).toBe("At 03:19 the tech leader's restart helped.");
  });

  test('[B1] handles and given names before an act are names; groups, products and addresses are not', () => {
    expect(one('Reverted by @kenji at 03:20.').rule).toBe('name');
    expect(one('Then Priya ran the failover.').words).toBe('Priya');
    for (const fine of [
      'Ask @ledger-team.',
      'Kubernetes restarted it.',
      'Mail ana@example.org for more.',
      'The March release failed.',
      'Author: Ana Lima',
    ]) {
      expect(linter.lint(fine)).toEqual([]);
    }
  });
});

describe.each(actionRules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const rulesOf = (text: string): string[] => {
    const item = readAction(`- [ ] ${text}`, 0);
    if (!item) throw new Error('not read as an action');
    return lintAction(item, context).map((one) => one.rule);
  };
  test.each(rule.raised)('[B5] raises: %s', (text) => expect(rulesOf(text)).toContain(id));
  test.each(rule.fine)('[B5] lets stand: %s', (text) => expect(rulesOf(text)).not.toContain(id));
});
