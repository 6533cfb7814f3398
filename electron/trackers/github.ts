// GitHub issues (also GitHub Enterprise Server). REST as documented at https://docs.github.com/en/rest/issues/issues: there is no
// idempotency key, so the action's id goes along in an HTML comment, and a list of new issues is read before another is made. The list
// is used and not the search, whose index lags behind.
import { quotedLines } from '../../shared/rules/ticket-text';
import type { Changes, LookArgs, SeenTicket, Ticket, TicketState, Told, Tracker, TrackerContext } from '../../shared/tracker';
import { msg } from '../../shared/words/words';
import { parserOf, WAY_OUT_FIELDS } from '../channels/way-out';
import { type Asked, type Json, listOf, objectOf, textOf, timeOf, unreadable } from './answer';
import { askGithub, type GithubConfig, githubSchema } from './github-ask';
import { githubGuard } from './github-guard';
import { hasMark, markedBody } from './mark';

const PER_PAGE = 100;
const MAX_PAGES = 50;
const issuesOf = (config: GithubConfig): string => `/repos/${config.repository}/issues`;

function ticketOf(issue: Json): Ticket | null {
  const { number, html_url: url } = issue;
  return typeof number === 'number' && textOf(url) !== '' ? { key: String(number), url: textOf(url) } : null;
}

/** GitHub says with `state_reason` whether a closed issue was done: `completed`, `not_planned` or `duplicate`. */
function stateOf(issue: Json): TicketState {
  if (issue.state !== 'closed') return 'open';
  return issue.state_reason === 'not_planned' || issue.state_reason === 'duplicate' ? 'dropped' : 'done';
}

function hasNext(asked: Asked): boolean {
  return /<[^>]*>\s*;\s*rel="?next"?/.test(asked.answer.headers.link ?? '');
}

/** Newest first, until one was made before `since`; the index of a list is never behind. */
async function find(ctx: TrackerContext, config: GithubConfig, mark: string, since: number): Promise<Told<Ticket | null>> {
  for (let page = 1; page <= MAX_PAGES; page++) {
    const query = `?state=all&sort=created&direction=desc&per_page=${PER_PAGE}&page=${page}`;
    const asked = await askGithub(ctx, config, issuesOf(config) + query);
    if (!asked.ok) return asked;
    const issues = listOf(asked.value.json);
    const found = issues.find((issue) => hasMark(textOf(issue.body), mark));
    if (found) {
      const ticket = ticketOf(found);
      return ticket ? { ok: true, value: ticket } : unreadable(false);
    }
    if (!hasNext(asked.value) || issues.some((issue) => timeOf(issue.created_at) < since)) break;
  }
  return { ok: true, value: null };
}

interface Cursor {
  readonly updated: string;
  readonly etag: string;
  /** The question the tag belongs to. */
  readonly asked: string;
}

function cursorOf(text: string | null): Cursor | null {
  try {
    const value = text === null ? null : (JSON.parse(text) as Cursor);
    return value && typeof value.updated === 'string' && typeof value.etag === 'string' ? value : null;
  } catch {
    return null;
  }
}

/** What was updated since the last look; an unchanged list costs nothing (304). */
async function changes(ctx: TrackerContext, config: GithubConfig, look: LookArgs): Promise<Told<Changes>> {
  const before = cursorOf(look.cursor);
  const from = before?.updated ?? new Date(look.since).toISOString().replace(/\.\d+Z$/, 'Z');
  const question = `?state=all&since=${from}&sort=updated&direction=asc&per_page=${PER_PAGE}`;
  const tickets: SeenTicket[] = [];
  let updated = from;
  let etag = '';
  for (let page = 1; page <= MAX_PAGES; page++) {
    const isAsked = page === 1 && before !== null && before.asked === question && before.etag !== '';
    const headers: Record<string, string> = isAsked ? { 'if-none-match': before.etag } : {};
    const asked = await askGithub(ctx, config, `${issuesOf(config)}${question}&page=${page}`, { headers });
    if (!asked.ok) return asked;
    if (asked.value.answer.status === 304) return { ok: true, value: { tickets, cursor: look.cursor ?? '' } };
    if (page === 1) etag = asked.value.answer.headers.etag ?? '';
    for (const issue of listOf(asked.value.json)) {
      if (textOf(issue.updated_at) > updated) updated = textOf(issue.updated_at);
      const seen = await seenOf(ctx, config, issue, look);
      if (seen) tickets.push(seen);
    }
    if (!hasNext(asked.value)) break;
  }
  const next: Cursor = { updated, etag: updated === from ? etag : '', asked: question };
  return { ok: true, value: { tickets, cursor: JSON.stringify(next) } };
}

/** Who closed it stands in the issue's own answer only: asked for just when a followed one was closed. */
async function seenOf(ctx: TrackerContext, config: GithubConfig, issue: Json, { known }: LookArgs): Promise<SeenTicket | null> {
  const ticket = ticketOf(issue);
  if (ticket === null || !known.has(ticket.key)) return null;
  const state = stateOf(issue);
  const isClosedNow = state !== 'open' && known.get(ticket.key) !== state;
  const own = isClosedNow ? await askGithub(ctx, config, `${issuesOf(config)}/${ticket.key}`) : null;
  const by = own?.ok ? textOf(objectOf(objectOf(own.value.json).closed_by).login) : '';
  return { ...ticket, state, by, at: timeOf(issue.closed_at) || timeOf(issue.updated_at) || ctx.now() };
}

export const github: Tracker<GithubConfig> = {
  manifest: {
    kind: 'github',
    name: 'GitHub',
    docsUrl: 'https://docs.github.com/en/rest/issues/issues',
    fields: [
      { name: 'repository', label: msg`Repository`, hint: msg`Owner and name, such as acme/shop.`, type: 'text', isRequired: true },
      {
        name: 'token',
        label: msg`Token`,
        hint: msg`A fine-grained token that may read and write issues, and read checks and actions for guards.`,
        type: 'secret',
        isRequired: true,
      },
      { name: 'labels', label: msg`Labels`, hint: msg`Given to every issue that is made; they must exist.`, type: 'text-list' },
      {
        name: 'baseUrl',
        label: msg`API address`,
        hint: msg`Empty: https://api.github.com. Enterprise Server: https://HOST/api/v3.`,
        type: 'text',
        isAdvanced: true,
      },
      ...WAY_OUT_FIELDS,
    ],
    pauseMs: 1_000,
    settleMs: 5_000,
    maxTitle: 250,
    guardHint: 'As the browser shows it: a workflow, a run, a commit or a pull request.',
    proves: 'The token reads this repository; whether it may write shows with the first issue.',
  },
  parseConfig: parserOf(githubSchema),
  async test(ctx, config) {
    const asked = await askGithub(ctx, config, `/repos/${config.repository}`);
    if (!asked.ok) return asked;
    const { full_name: name, has_issues: hasIssues } = objectOf(asked.value.json);
    return { ok: true, value: `${textOf(name) || config.repository}${hasIssues === false ? ', where issues are switched off' : ''}` };
  },
  async create(ctx, config, { mark, title, body }) {
    const issue = { title, body: markedBody(quotedLines(body), mark), ...(config.labels.length > 0 && { labels: config.labels }) };
    const headers = { 'content-type': 'application/json' };
    const asked = await askGithub(ctx, config, issuesOf(config), { method: 'POST', headers, body: JSON.stringify(issue) });
    if (!asked.ok) return asked;
    const ticket = ticketOf(objectOf(asked.value.json));
    return ticket ? { ok: true, value: ticket } : unreadable(true);
  },
  find,
  changes,
  guard: githubGuard,
};
