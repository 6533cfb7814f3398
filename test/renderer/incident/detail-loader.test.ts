import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDetailLoader, type DetailState } from '../../../renderer/views/incident/detail-loader';
import type { IncidentDetail, Reply } from '../../../shared/contract';

type Answer = Reply<IncidentDetail>;
const detail = (n: number): Answer => ({ ok: true, value: { alertTotal: n } as IncidentDetail });

function start() {
  const answers: ((answer: Answer) => void)[] = [];
  const seen: DetailState[] = [];
  const loader = createDetailLoader(
    () => new Promise((resolve) => answers.push(resolve)),
    (s) => seen.push(s),
  );
  return { answers, seen, loader, last: () => seen.at(-1) };
}

describe('createDetailLoader', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('a storm of changes is one request at a time, and the last change is always fetched', async () => {
    const { answers, loader, last } = start();
    for (let i = 0; i < 50; i++) {
      loader.want();
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(answers).toHaveLength(1);
    answers[0]?.(detail(1));
    await vi.advanceTimersByTimeAsync(150);
    expect(answers).toHaveLength(2);
    answers[1]?.(detail(2));
    await vi.advanceTimersByTimeAsync(1000);
    expect(answers).toHaveLength(2);
    expect(last()).toMatchObject({ detail: { alertTotal: 2 }, isLoading: false });
  });

  it('keeps what is known when a later fetch fails, and retries at once when asked', async () => {
    const { answers, loader, last } = start();
    await vi.advanceTimersByTimeAsync(30);
    answers[0]?.(detail(1));
    await vi.advanceTimersByTimeAsync(0);
    loader.now();
    await vi.advanceTimersByTimeAsync(0);
    answers[1]?.({ ok: false, error: { kind: 'failed', what: 'no', remedy: 'wait' } });
    await vi.advanceTimersByTimeAsync(0);
    expect(last()).toMatchObject({ detail: { alertTotal: 1 }, error: { what: 'no' }, isLoading: false });
  });

  it('an answer that comes after the end is dropped', async () => {
    const { answers, seen, loader } = start();
    await vi.advanceTimersByTimeAsync(30);
    loader.end();
    const told = seen.length;
    answers[0]?.(detail(1));
    await vi.advanceTimersByTimeAsync(500);
    expect(seen).toHaveLength(told);
  });
});
