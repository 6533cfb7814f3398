// What a person types half asleep must bring the right thing to the top.
import { describe, expect, it } from 'vitest';
import { rank, ranked } from '../../../renderer/views/palette/palette-rank';

const entry = (title: string, ...words: string[]) => ({ title, words });
const titles = (query: string, ...entries: ReturnType<typeof entry>[]) => ranked(entries, query, 10).map((found) => found.title);

describe('ranking', () => {
  it('asks for every word, anywhere', () => {
    expect(titles('disk db-3', entry('Disk of db-3 full', 'INC-39'), entry('Disk of db-4 full', 'INC-40'))).toEqual(['Disk of db-3 full']);
    expect(rank(entry('Disk full'), 'disk nothing')).toBeNull();
  });

  it('puts the exact number first', () => {
    expect(titles('inc-4', entry('Latency', 'INC-42'), entry('Errors', 'INC-4'))).toEqual(['Errors', 'Latency']);
    expect(titles('42', entry('42nd retry of the job', 'INC-7'), entry('Latency', '42', 'INC-42'))[0]).toBe('Latency');
  });

  it('prefers the start of the title to the start of a word to the middle', () => {
    expect(titles('log', entry('Catalog down'), entry('Error log full'), entry('Log shipping stopped'))).toEqual([
      'Log shipping stopped',
      'Error log full',
      'Catalog down',
    ]);
  });

  it('forgives accents, case and left-out letters', () => {
    expect(titles('zurich', entry('Zürich unreachable'))).toHaveLength(1);
    expect(titles('ackn', entry('Acknowledge'))).toHaveLength(1);
    expect(titles('sttngs', entry('Settings'))).toHaveLength(1);
    expect(titles('xyz', entry('Example of yellow zebras'))).toEqual([]);
  });

  it('keeps the given order with nothing typed and cuts at the limit', () => {
    expect(ranked([entry('b'), entry('a'), entry('c')], ' ', 2).map((found) => found.title)).toEqual(['b', 'a']);
  });

  it('ranks 5,000 entries within a frame or so', () => {
    const many = Array.from({ length: 5000 }, (_, n) => entry(`High latency on service ${n}`, `INC-${n}`, 'checkout'));
    const start = performance.now();
    ranked(many, 'latency 4999', 20);
    expect(performance.now() - start).toBeLessThan(200);
  });
});
