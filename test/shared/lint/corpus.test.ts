// The promise about the lint's eye: what it raises is worth raising, and it raises most of what is.
import { describe, expect, test } from 'vitest';
import { ruleIds } from '../../../shared/lint/finding';
import { readCorpus, score } from './corpus';

const corpus = readCorpus();

describe('the corpus', () => {
  test('[B2] has at least 320 different sentences, half of them fine, with labels that are rules', () => {
    const sentences = new Set(corpus.map(({ sentence }) => sentence));
    expect(sentences.size).toBe(corpus.length);
    expect(corpus.length).toBeGreaterThanOrEqual(320);
    const fine = corpus.filter(({ label }) => label === 'ok').length / corpus.length;
    expect(fine).toBeGreaterThan(0.4);
    expect(fine).toBeLessThan(0.65);
    const labels = new Set<string>([...ruleIds, 'ok']);
    expect(corpus.filter(({ label }) => !labels.has(label))).toEqual([]);
  });

  test.each([
    ['whole', corpus],
    ['held-out third', corpus.filter(({ isHeldOut }) => isHeldOut)],
  ] as const)('[B2] the %s: precision at least 0.9, recall at least 0.8', (_name, part) => {
    const { precision, recall, sameRule } = score(part);
    expect(precision).toBeGreaterThanOrEqual(0.9);
    expect(recall).toBeGreaterThanOrEqual(0.8);
    expect(sameRule).toBeGreaterThanOrEqual(0.8);
  });
});
