// Jira Cloud's REST v3 for issues: basic login, the document format, search by JQL with page tokens, changelog newest first, 429.
import type { Got, SinkAnswer } from './http-sink';
import { FakeBase, type FakeIssue, json, parsedBody, startFake, type TrackerFake } from './tracker-fakes';

const EMAIL = 'ops@acme.invalid';
const TOKEN = 'ATATT-s3cret-token-0003';
const LOGIN = `Basic ${Buffer.from(`${EMAIL}:${TOKEN}`).toString('base64')}`;
const CATEGORY = { open: 'new', 'in-progress': 'indeterminate', done: 'done', dropped: 'done' } as const;
const PAGE = 2;

interface Document {
  readonly type?: string;
  readonly content?: readonly { readonly content?: readonly { readonly text?: string }[] }[];
}

class Jira extends FakeBase {
  private shape(issue: FakeIssue) {
    const isOver = issue.state === 'done' || issue.state === 'dropped';
    return {
      key: issue.key,
      fields: {
        status: { statusCategory: { key: CATEGORY[issue.state] } },
        resolution: isOver ? { name: issue.state === 'done' ? 'Done' : "Won't Do" } : null,
        resolutiondate: isOver ? new Date(issue.updatedAt).toISOString() : null,
        updated: new Date(issue.updatedAt).toISOString(),
        labels: issue.labels,
      },
    };
  }

  says(got: Got, url: URL): SinkAnswer | 'drop' {
    if (got.headers.authorization !== LOGIN) return json(401, { errorMessages: [`no login ${got.headers.authorization}`] });
    if (Date.now() < this.closedUntil) return this.slowDown();
    const path = url.pathname.replace('/rest/api/3', '');
    if (path === '/project/OPS') return json(200, { key: 'OPS', name: 'Operations' });
    if (path === '/issue' && got.method === 'POST')
      return this.write(
        () => this.slowDown(),
        () => this.create(got),
      );
    if (path === '/search/jql' && got.method === 'POST') return this.search(got);
    const issue = this.issues.find((i) => path === `/issue/${i.key}`);
    if (!issue) return json(404, { errorMessages: ['Issue does not exist or you do not have permission to see it.'] });
    const move = { author: { displayName: issue.closedBy }, items: [{ field: 'status' }] };
    return json(200, { ...this.shape(issue), changelog: { histories: issue.closedBy === '' ? [] : [move] } });
  }

  private slowDown(): SinkAnswer {
    const { status, seconds } = this.patience;
    return json(status, { errorMessages: ['Rate limit exceeded.'] }, { 'retry-after': String(seconds) });
  }

  private create(got: Got): SinkAnswer {
    const { fields = {} } = parsedBody(got) as { fields?: Record<string, unknown> };
    const { summary, description, labels, duedate } = fields;
    const document = description as Document | undefined;
    if (typeof summary !== 'string' || summary === '' || document?.type !== 'doc')
      return json(400, { errorMessages: [], errors: { summary: 'You must specify a summary of the issue.' } });
    const body = (document.content ?? []).map((p) => (p.content ?? []).map((t) => t.text ?? '').join('')).join('\n');
    const due = typeof duedate === 'string' ? duedate : null;
    const made = this.make(`OPS-${this.issues.length + 1}`, { title: summary, body, labels: labels as string[], due });
    return json(201, { id: '10000', key: made.key, self: '' });
  }

  /** Understands what we ask and refuses everything else. */
  private search(got: Got): SinkAnswer {
    const { jql, nextPageToken } = parsedBody(got) as { jql?: string; nextPageToken?: string };
    const asked = /^project = "OPS" AND labels = "([^"]+)"(?: AND updated >= "-(\d+)m")?(?: ORDER BY created ASC)?$/.exec(jql ?? '');
    if (!asked) return json(400, { errorMessages: [`Error in the JQL Query: ${jql}`] });
    const from = asked[2] === undefined ? 0 : Date.now() - Number(asked[2]) * 60_000;
    const all = this.issues.filter((i) => i.labels.includes(asked[1] ?? '') && i.updatedAt >= from);
    const at = Number(nextPageToken ?? 0);
    const isLast = at + PAGE >= all.length;
    const issues = all.slice(at, at + PAGE).map((i) => this.shape(i));
    return json(200, { issues, isLast, ...(!isLast && { nextPageToken: String(at + PAGE) }) });
  }
}

export async function startJiraFake(): Promise<TrackerFake> {
  const jira = new Jira();
  return startFake(
    jira,
    (url) => ({ baseUrl: url, email: EMAIL, token: TOKEN, project: 'OPS' }),
    (got, url) => jira.says(got, url),
  );
}
