// GitLab issues, on gitlab.com or one's own server. REST as documented at https://docs.gitlab.com/api/issues/: no idempotency key, so
// the action's id goes along in an HTML comment, and the newest issues are read before another is made.
import { quotedLines } from '../../shared/rules/ticket-text';
import type { Changes, LookArgs, SeenTicket, Ticket, Told, Tracker, TrackerContext } from '../../shared/tracker';
import { msg } from '../../shared/words/words';
import { parserOf, WAY_OUT_FIELDS } from '../channels/way-out';
import { type Json, listOf, objectOf, textOf, timeOf, unreadable } from './answer';
import { askGitlab, type GitlabConfig, gitlabSchema } from './gitlab-ask';
import { gitlabGuard } from './gitlab-guard';
import { hasMark, markedBody } from './mark';

const PER_PAGE = 100;
const MAX_PAGES = 50;

const projectOf = ({ project }: GitlabConfig): string => `/projects/${encodeURIComponent(project)}`;

function ticketOf(issue: Json): Ticket | null {
  const { iid, web_url: url } = issue;
  return typeof iid === 'number' && textOf(url) !== '' ? { key: String(iid), url: textOf(url) } : null;
}

async function find(ctx: TrackerContext, config: GitlabConfig, mark: string, since: number): Promise<Told<Ticket | null>> {
  const after = encodeURIComponent(new Date(since).toISOString());
  for (let page = 1; page <= MAX_PAGES; page++) {
    const query = `?scope=all&state=all&created_after=${after}&order_by=created_at&sort=desc&per_page=${PER_PAGE}&page=${page}`;
    const asked = await askGitlab(ctx, config, `${projectOf(config)}/issues${query}`);
    if (!asked.ok) return asked;
    const found = listOf(asked.value.json).find((issue) => hasMark(textOf(issue.description), mark));
    if (found) {
      const ticket = ticketOf(found);
      return ticket ? { ok: true, value: ticket } : unreadable(false);
    }
    if (!asked.value.answer.headers['x-next-page']) break;
  }
  return { ok: true, value: null };
}

/** `cursor`: the latest `updated_at` seen. GitLab tells who closed an issue in the list itself. */
async function changes(ctx: TrackerContext, config: GitlabConfig, { cursor, since, known }: LookArgs): Promise<Told<Changes>> {
  const from = cursor && timeOf(cursor) > 0 ? cursor : new Date(since).toISOString();
  const tickets: SeenTicket[] = [];
  let updated = from;
  for (let page = 1; page <= MAX_PAGES; page++) {
    const query = `?scope=all&state=all&updated_after=${encodeURIComponent(from)}&order_by=updated_at&sort=asc&per_page=${PER_PAGE}&page=${page}`;
    const asked = await askGitlab(ctx, config, `${projectOf(config)}/issues${query}`);
    if (!asked.ok) return asked;
    for (const issue of listOf(asked.value.json)) {
      if (timeOf(issue.updated_at) > timeOf(updated)) updated = textOf(issue.updated_at);
      const ticket = ticketOf(issue);
      if (ticket === null || !known.has(ticket.key)) continue;
      const { username, name } = objectOf(issue.closed_by);
      const isClosed = issue.state === 'closed';
      const at = (isClosed && timeOf(issue.closed_at)) || timeOf(issue.updated_at) || ctx.now();
      tickets.push({ ...ticket, state: isClosed ? 'done' : 'open', by: isClosed ? textOf(name) || textOf(username) : '', at });
    }
    if (!asked.value.answer.headers['x-next-page']) break;
  }
  return { ok: true, value: { tickets, cursor: updated } };
}

export const gitlab: Tracker<GitlabConfig> = {
  manifest: {
    kind: 'gitlab',
    name: 'GitLab',
    docsUrl: 'https://docs.gitlab.com/api/issues/',
    fields: [
      { name: 'project', label: msg`Project`, hint: msg`Its path, such as acme/shop, or its number.`, type: 'text', isRequired: true },
      {
        name: 'token',
        label: msg`Token`,
        hint: msg`A project or personal access token with the scope “api”.`,
        type: 'secret',
        isRequired: true,
      },
      {
        name: 'labels',
        label: msg`Labels`,
        hint: msg`Given to every issue that is made; missing ones are made by GitLab.`,
        type: 'text-list',
      },
      { name: 'baseUrl', label: msg`Address`, hint: msg`Empty: https://gitlab.com.`, type: 'text', isAdvanced: true },
      ...WAY_OUT_FIELDS,
    ],
    pauseMs: 500,
    settleMs: 5_000,
    maxTitle: 250,
    guardHint: 'As the browser shows it: a pipeline, the latest one (…/-/pipelines/latest?ref=main) or a merge request.',
    proves: 'The token reads this project; whether it may write shows with the first issue.',
  },
  parseConfig: parserOf(gitlabSchema),
  async test(ctx, config) {
    const asked = await askGitlab(ctx, config, projectOf(config));
    if (!asked.ok) return asked;
    const { path_with_namespace: path, issues_access_level: level } = objectOf(asked.value.json);
    return { ok: true, value: `${textOf(path) || config.project}${level === 'disabled' ? ', where issues are switched off' : ''}` };
  },
  async create(ctx, config, { mark, title, body, due }) {
    const issue = {
      title,
      description: markedBody(quotedLines(body), mark),
      ...(config.labels.length > 0 && { labels: config.labels.join(',') }),
      ...(due !== null && { due_date: due }),
    };
    const headers = { 'content-type': 'application/json' };
    const asked = await askGitlab(ctx, config, `${projectOf(config)}/issues`, { method: 'POST', headers, body: JSON.stringify(issue) });
    if (!asked.ok) return asked;
    const ticket = ticketOf(objectOf(asked.value.json));
    return ticket ? { ok: true, value: ticket } : unreadable(true);
  },
  find,
  changes,
  guard: gitlabGuard,
};
