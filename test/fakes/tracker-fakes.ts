// GitHub, GitLab and Jira as far as issues and checks go, written from their documented behaviour: tokens, pages, tags, limits of rate,
// errors. Each keeps real issues, so that "one issue in the end" can be counted.
import { type Got, type HttpSink, type SinkAnswer, startHttpSink } from './http-sink';

/** What goes wrong with the next writes: the answer is lost after the issue was made, or the vendor asks for patience. */
export type Trouble = 'lost-after' | 'lost-before' | 'slow-down' | 'server-error';

export interface FakeIssue {
  readonly key: string;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly due: string | null;
  readonly createdAt: number;
  updatedAt: number;
  state: 'open' | 'in-progress' | 'done' | 'dropped';
  closedBy: string;
}

/** A vendor that runs. */
export type TrackerFake = FakeBase & {
  readonly sink: HttpSink;
  readonly config: Readonly<Record<string, unknown>>;
  stop(): Promise<void>;
};

type Answer = SinkAnswer | 'drop';

export const json = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): SinkAnswer => ({
  status,
  body: JSON.stringify(value),
  headers: { 'content-type': 'application/json', ...headers },
});

export class FakeBase {
  readonly issues: FakeIssue[] = [];
  /** Taken one by one by the writes that come. */
  readonly troubles: Trouble[] = [];
  /** Every question is refused until then, Unix ms. */
  closedUntil = 0;
  /** With what status patience is asked for, and for how long, seconds. */
  patience = { status: 429, seconds: 1 };
  /** State of every check or pipeline that is asked for. */
  check: 'green' | 'red' | 'running' | 'none' = 'none';
  private last = 0;

  /** Strictly rising, so that an order by time is one. */
  now(): number {
    this.last = Math.max(Date.now(), this.last + 1);
    return this.last;
  }

  make(key: string, issue: Pick<FakeIssue, 'title' | 'body' | 'labels' | 'due'>): FakeIssue {
    const at = this.now();
    const made: FakeIssue = { key, ...issue, createdAt: at, updatedAt: at, state: 'open', closedBy: '' };
    this.issues.push(made);
    return made;
  }

  move(key: string, state: FakeIssue['state'], by: string): void {
    const issue = this.issues.find((i) => i.key === key);
    if (!issue) throw new Error(`no issue ${key}`);
    issue.state = state;
    issue.closedBy = by;
    issue.updatedAt = this.now();
  }

  /** A write with its trouble, if one is planned. */
  write(slowDown: () => SinkAnswer, work: () => SinkAnswer): Answer {
    const trouble = this.troubles.shift();
    if (trouble === 'slow-down') return slowDown();
    if (trouble === 'lost-before') return 'drop';
    if (trouble === 'server-error') return { status: 502, body: 'Bad Gateway' };
    const answer = work();
    return trouble === 'lost-after' ? 'drop' : answer;
  }
}

/** `config` is made once the address is known. */
export async function startFake(
  base: FakeBase,
  config: (url: string) => Record<string, unknown>,
  says: (got: Got, url: URL) => Answer,
): Promise<TrackerFake> {
  const sink = await startHttpSink((got) => {
    try {
      return says(got, new URL(got.path, 'http://fake.invalid'));
    } catch (error) {
      return { status: 500, body: error instanceof Error ? (error.stack ?? '') : String(error) };
    }
  });
  return Object.assign(base, { sink, config: config(sink.url), stop: () => sink.stop() });
}

export function parsedBody(got: Got): Record<string, unknown> {
  try {
    return JSON.parse(got.body) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** One page of a list, from 1, and whether more follow. */
export function pageOf<T>(
  list: readonly T[],
  url: URL,
): { readonly items: readonly T[]; readonly next: number | null; readonly size: number } {
  const size = Math.min(100, Number(url.searchParams.get('per_page') ?? 20));
  const page = Number(url.searchParams.get('page') ?? 1);
  return { items: list.slice((page - 1) * size, page * size), next: page * size < list.length ? page + 1 : null, size };
}
