import { expect, it } from 'vitest';
import { linesOf, NO_OUTPUT, stepRun } from '../../../renderer/store/runs';

const output = (text: string, over = {}) => ({
  push: 'run-output' as const,
  run: 'r',
  text,
  partial: '',
  skipped: 0,
  totalBytes: text.length,
  ...over,
});

it('[R38] holds the newest lines only, however long a command prints', () => {
  let run = NO_OUTPUT;
  for (let i = 0; i < 200; i++) run = stepRun(run, output(`${`line ${i}\n`.repeat(100)}`, { skipped: i === 7 ? 1234 : 0 }));
  expect(run.lines.length).toBe(2000);
  expect(run.lines.at(-1)).toBe('line 199');
  expect(run.isCut).toBe(true);
});

it('[R32] tells what was skipped, replaces the unfinished line, and ends with what is kept', () => {
  let run = stepRun(NO_OUTPUT, output('a\n', { partial: 'b' }));
  expect(run).toMatchObject({ lines: ['a'], partial: 'b' });
  run = stepRun(run, output('bc\n', { skipped: 5 }));
  expect(run).toMatchObject({ lines: ['a', '… 5 bytes not shown …', 'bc'], partial: '' });
  const end = { how: 'exited' as const, exitCode: 0, durationMs: 1, output: 'a\nb\n', outputSha256: '', outputBytes: 4, isCut: false };
  expect(stepRun(run, { push: 'run-ended', run: 'r', incident: 'i', end, series: null })).toMatchObject({ lines: ['a', 'b'], end });
});

it('cuts lines that nobody can read', () => {
  expect(linesOf('x'.repeat(5000))[0]?.length).toBe(2001);
  expect(linesOf('')).toEqual([]);
});
