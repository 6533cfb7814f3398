// GitHub's REST for issues, checks and workflow runs: Bearer token, Link header, ETag with 304, secondary limits as 403 or 429 with retry-after.
import { createHash } from 'node:crypto';
import type { Got, SinkAnswer } from './http-sink';
import { FakeBase, type FakeIssue, json, pageOf, parsedBody, startFake, type TrackerFake } from './tracker-fakes';

const TOKEN = 'ghp_s3cret-token-0001';
const REPO = 'acme/shop';

const REASONS = { open: null, 'in-progress': null, done: 'completed', dropped: 'not_planned' } as const;
const iso = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

class Github extends FakeBase {
  base = '';
  override patience = { status: 403, seconds: 1 };

  shape(issue: FakeIssue, isOwn: boolean) {
    const isClosed = issue.state === 'done' || issue.state === 'dropped';
    return {
      number: Number(issue.key),
      html_url: `${this.base}/${REPO}/issues/${issue.key}`,
      title: issue.title,
      body: issue.body,
      labels: issue.labels.map((name) => ({ name })),
      state: isClosed ? 'closed' : 'open',
      state_reason: REASONS[issue.state],
      created_at: iso(issue.createdAt),
      updated_at: iso(issue.updatedAt),
      closed_at: isClosed ? iso(issue.updatedAt) : null,
      // Lists leave it out; an issue's own answer has it.
      ...(isOwn && { closed_by: isClosed ? { login: issue.closedBy } : null }),
    };
  }

  says(got: Got, url: URL): SinkAnswer | 'drop' {
    if (got.headers.authorization !== `Bearer ${TOKEN}`) return json(401, { message: `Bad credentials ${got.headers.authorization}` });
    if (Date.now() < this.closedUntil) return this.slowDown();
    const path = url.pathname.replace('/api/v3', '');
    if (path === `/repos/${REPO}`) return json(200, { full_name: REPO, has_issues: true });
    if (path === `/repos/${REPO}/issues` && got.method === 'POST')
      return this.write(
        () => this.slowDown(),
        () => this.create(got),
      );
    if (path === `/repos/${REPO}/issues`) return this.list(got, url);
    const own = new RegExp(`^/repos/${REPO}/issues/(\\d+)$`).exec(path)?.[1];
    const issue = this.issues.find((i) => i.key === own);
    if (issue) return json(200, this.shape(issue, true));
    return this.checks(path);
  }

  private slowDown(): SinkAnswer {
    const headers = { 'retry-after': String(this.patience.seconds), 'x-ratelimit-remaining': '4000' };
    return json(this.patience.status, { message: 'You have exceeded a secondary rate limit.' }, headers);
  }

  private create(got: Got): SinkAnswer {
    const { title, body, labels } = parsedBody(got) as { title?: string; body?: string; labels?: string[] };
    if (typeof title !== 'string' || title === '' || title.length > 256)
      return json(422, { message: 'Validation Failed', errors: [{ resource: 'Issue', field: 'title', code: 'missing_field' }] });
    const issue = this.make(String(this.issues.length + 1), { title, body: body ?? '', labels: labels ?? [], due: null });
    return json(201, this.shape(issue, true));
  }

  private list(got: Got, url: URL): SinkAnswer {
    const since = url.searchParams.get('since');
    const by = url.searchParams.get('sort') === 'updated' ? 'updatedAt' : 'createdAt';
    const sign = url.searchParams.get('direction') === 'asc' ? 1 : -1;
    const all = this.issues
      .filter((i) => since === null || iso(i.updatedAt) >= since)
      .filter((i) => url.searchParams.get('state') === 'all' || i.state === 'open')
      .sort((a, b) => sign * (a[by] - b[by]));
    const { items, next } = pageOf(all, url);
    const body = items.map((i) => this.shape(i, false));
    const etag = `W/"${createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 16)}"`;
    if (got.headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
    const to = new URL(url);
    to.searchParams.set('page', String(next));
    return json(200, body, { etag, ...(next !== null && { link: `<${this.base}${to.pathname}${to.search}>; rel="next"` }) });
  }

  private checks(path: string): SinkAnswer {
    const run = {
      name: 'CI',
      html_url: `${this.base}/${REPO}/actions/runs/7`,
      status: this.check === 'running' ? 'in_progress' : 'completed',
      conclusion: this.check === 'running' ? null : this.check === 'green' ? 'success' : 'failure',
    };
    const runs = this.check === 'none' ? [] : [run];
    if (/\/actions\/workflows\/[^/]+\/runs$/.test(path)) return json(200, { total_count: runs.length, workflow_runs: runs });
    if (/\/pulls\/\d+$/.test(path)) return json(200, { head: { sha: 'abc123' } });
    if (/\/commits\/[^/]+\/check-runs$/.test(path)) return json(200, { total_count: runs.length, check_runs: runs });
    if (/\/actions\/runs\/\d+$/.test(path)) return json(200, run);
    return json(404, { message: 'Not Found' });
  }
}

export async function startGithubFake(): Promise<TrackerFake> {
  const github = new Github();
  const fake = await startFake(
    github,
    (url) => ({ repository: REPO, token: TOKEN, baseUrl: `${url}/api/v3` }),
    (got, url) => github.says(got, url),
  );
  github.base = fake.sink.url;
  return fake;
}
