// GitLab's REST for issues and pipelines: PRIVATE-TOKEN, X-Next-Page, 429 with Retry-After and RateLimit-*, labels as one text.
import type { Got, SinkAnswer } from './http-sink';
import { FakeBase, type FakeIssue, json, pageOf, parsedBody, startFake, type TrackerFake } from './tracker-fakes';

const TOKEN = 'glpat-s3cret-token-0002';
const PROJECT = 'acme/shop';
const STATUS = { green: 'success', red: 'failed', running: 'running', none: '' } as const;

class Gitlab extends FakeBase {
  base = '';

  shape(issue: FakeIssue) {
    const isClosed = issue.state === 'done' || issue.state === 'dropped';
    const at = new Date(issue.updatedAt).toISOString();
    return {
      iid: Number(issue.key),
      web_url: `${this.base}/${PROJECT}/-/issues/${issue.key}`,
      title: issue.title,
      description: issue.body,
      state: isClosed ? 'closed' : 'opened',
      created_at: new Date(issue.createdAt).toISOString(),
      updated_at: at,
      closed_at: isClosed ? at : null,
      closed_by: isClosed ? { name: issue.closedBy, username: issue.closedBy.toLowerCase() } : null,
    };
  }

  says(got: Got, url: URL): SinkAnswer | 'drop' {
    if (got.headers['private-token'] !== TOKEN) return json(401, { message: `401 Unauthorized ${got.headers['private-token']}` });
    if (Date.now() < this.closedUntil) return this.slowDown();
    const project = `/api/v4/projects/${encodeURIComponent(PROJECT)}`;
    const path = url.pathname;
    if (path === project) return json(200, { path_with_namespace: PROJECT, issues_access_level: 'enabled' });
    if (path === `${project}/issues` && got.method === 'POST')
      return this.write(
        () => this.slowDown(),
        () => this.create(got),
      );
    if (path === `${project}/issues`) return this.list(url);
    const pipeline = { id: 9, status: STATUS[this.check], web_url: `${this.base}/${PROJECT}/-/pipelines/9` };
    if (this.check !== 'none' && /\/pipelines\/(\d+|latest)$/.test(path)) return json(200, pipeline);
    if (/\/merge_requests\/\d+$/.test(path)) return json(200, { iid: 3, head_pipeline: this.check === 'none' ? null : pipeline });
    return json(404, { message: '404 Not Found' });
  }

  private slowDown(): SinkAnswer {
    const { status, seconds } = this.patience;
    return { status, body: 'Retry later', headers: { 'retry-after': String(seconds), 'ratelimit-remaining': '0' } };
  }

  private create(got: Got): SinkAnswer {
    const { title, description, labels, due_date: due } = parsedBody(got) as Record<string, string | undefined>;
    if (!title) return json(400, { message: { title: ["can't be blank"] } });
    const issue = this.make(String(this.issues.length + 1), {
      ...{ title, body: description ?? '', labels: (labels ?? '').split(',').filter(Boolean), due: due ?? null },
    });
    return json(201, this.shape(issue));
  }

  private list(url: URL): SinkAnswer {
    const time = (name: string): number => Date.parse(url.searchParams.get(name) ?? '') || 0;
    const by = url.searchParams.get('order_by') === 'updated_at' ? 'updatedAt' : 'createdAt';
    const sign = url.searchParams.get('sort') === 'asc' ? 1 : -1;
    const all = this.issues
      .filter((i) => i.createdAt >= time('created_after') && i.updatedAt >= time('updated_after'))
      .sort((a, b) => sign * (a[by] - b[by]));
    const { items, next } = pageOf(all, url);
    return json(
      200,
      items.map((i) => this.shape(i)),
      { 'x-next-page': next === null ? '' : String(next) },
    );
  }
}

export async function startGitlabFake(): Promise<TrackerFake> {
  const gitlab = new Gitlab();
  const fake = await startFake(
    gitlab,
    (url) => ({ project: PROJECT, token: TOKEN, baseUrl: url }),
    (got, url) => gitlab.says(got, url),
  );
  gitlab.base = fake.sink.url;
  return fake;
}
