// Jira Cloud issues. REST v3 as documented at https://developer.atlassian.com/cloud/jira/platform/rest/v3/: no idempotency key, so the
// action's id is a label, and the label is searched for before another issue is made. The search lags behind writes by some seconds.
import { z } from 'zod';
import type { HttpRequest } from '../../shared/feed';
import type { Changes, LookArgs, NewTicket, SeenTicket, Ticket, TicketState, Told, Tracker, TrackerContext } from '../../shared/tracker';
import { msg } from '../../shared/words/words';
import { parserOf, WAY_OUT_FIELDS, wayOutShape } from '../channels/way-out';
import { serverUrl } from '../feeds/connection';
import { type Asked, ask, type Json, listOf, objectOf, TRACKER_WORDS, textOf, timeOf, unreadable } from './answer';

const OURS = 'dogwatch';
const PER_PAGE = 100;
const MAX_PAGES = 50;
const MINUTE_MS = 60_000;
/** The search may tell of a change only so long after it was made. */
const LAG_MINUTES = 5;
const NOT_DONE = /won.?t|duplicate|cannot reproduce|declined|not planned|invalid/i;

const schema = z.strictObject({
  baseUrl: serverUrl.transform((url) => url.replace(/\/+$/, '')),
  email: z.string().min(3).max(200),
  token: z.string().min(1, 'this is needed').max(1000),
  project: z.string().regex(/^[A-Z][A-Z0-9_]{0,20}$/, 'its key, such as OPS'),
  issueType: z
    .string()
    .max(60)
    .default('')
    .transform((type) => type || 'Task'),
  ...wayOutShape,
});
type Config = z.output<typeof schema>;

interface JiraRequest extends Partial<HttpRequest> {
  readonly isQuestion?: boolean;
}

function askJira(
  ctx: TrackerContext,
  config: Config,
  path: string,
  { isQuestion = false, ...request }: JiraRequest = {},
): Promise<Told<Asked>> {
  const login = Buffer.from(`${config.email}:${config.token}`).toString('base64');
  const headers = { authorization: `Basic ${login}`, 'content-type': 'application/json' };
  return ask(ctx, { ...request, url: `${config.baseUrl}/rest/api/3${path}`, headers }, { words: WORDS, isQuestion });
}

const WORDS = {
  ...TRACKER_WORDS,
  400: {
    kind: 'refused',
    what: msg`Jira refused this (400)`,
    remedy: msg`Does the project know this issue type, and ask for no other field?`,
  },
} as const;

const labelOf = (mark: string): string => `${OURS}-${mark}`;

function ticketOf(config: Config, issue: Json): Ticket | null {
  const key = textOf(issue.key);
  return key === '' ? null : { key, url: `${config.baseUrl}/browse/${key}` };
}

function stateOf(fields: Json): TicketState {
  const category = textOf(objectOf(objectOf(fields.status).statusCategory).key);
  if (category === 'indeterminate') return 'in-progress';
  if (category !== 'done') return 'open';
  return NOT_DONE.test(textOf(objectOf(fields.resolution).name)) ? 'dropped' : 'done';
}

/** Plain text in Atlassian's document format: nothing in it is markup. */
function documentOf(body: string): Json {
  const paragraphs = body.split('\n').filter((line) => line.trim() !== '');
  const content = paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] }));
  return { type: 'doc', version: 1, content };
}

/** All pages of a search; `jql` is made of our own words only. */
async function search(ctx: TrackerContext, config: Config, jql: string, fields: readonly string[]): Promise<Told<readonly Json[]>> {
  const issues: Json[] = [];
  let nextPageToken: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const body = JSON.stringify({ jql, fields, maxResults: PER_PAGE, ...(nextPageToken && { nextPageToken }) });
    const asked = await askJira(ctx, config, '/search/jql', { method: 'POST', body, isQuestion: true });
    if (!asked.ok) return asked;
    const { issues: list, nextPageToken: next } = objectOf(asked.value.json);
    if (!Array.isArray(list)) return unreadable(false);
    issues.push(...listOf(list));
    nextPageToken = textOf(next) || undefined;
    if (nextPageToken === undefined) break;
  }
  return { ok: true, value: issues };
}

async function find(ctx: TrackerContext, config: Config, mark: string): Promise<Told<Ticket | null>> {
  const found = await search(ctx, config, `project = "${config.project}" AND labels = "${labelOf(mark)}" ORDER BY created ASC`, ['labels']);
  if (!found.ok) return found;
  const [first] = found.value;
  const ticket = first ? ticketOf(config, first) : null;
  return first && !ticket ? unreadable(false) : { ok: true, value: ticket };
}

/** Times in JQL are in the zone of the user, so what changed is asked for in minutes before now. `cursor`: Unix ms of the last look. */
async function changes(ctx: TrackerContext, config: Config, { cursor, since, known }: LookArgs): Promise<Told<Changes>> {
  const now = ctx.now();
  const from = Number(cursor) > 0 ? Number(cursor) : since;
  const minutes = Math.ceil(Math.max(0, now - from) / MINUTE_MS) + LAG_MINUTES;
  const jql = `project = "${config.project}" AND labels = "${OURS}" AND updated >= "-${minutes}m"`;
  const found = await search(ctx, config, jql, ['status', 'resolution', 'resolutiondate', 'updated']);
  if (!found.ok) return found;
  const tickets: SeenTicket[] = [];
  for (const issue of found.value) {
    const ticket = ticketOf(config, issue);
    if (ticket === null || !known.has(ticket.key)) continue;
    const fields = objectOf(issue.fields);
    const state = stateOf(fields);
    const by = known.get(ticket.key) === state ? '' : await movedBy(ctx, config, ticket.key);
    tickets.push({ ...ticket, state, by, at: timeOf(fields.resolutiondate) || timeOf(fields.updated) || now });
  }
  return { ok: true, value: { tickets, cursor: String(now) } };
}

/** Who moved it last, from its changelog (newest first); '' where Jira does not tell. */
async function movedBy(ctx: TrackerContext, config: Config, key: string): Promise<string> {
  const asked = await askJira(ctx, config, `/issue/${encodeURIComponent(key)}?fields=status&expand=changelog`);
  if (!asked.ok) return '';
  const histories = listOf(objectOf(objectOf(asked.value.json).changelog).histories);
  const move = histories.find((h) => listOf(h.items).some((item) => item.field === 'status'));
  return textOf(objectOf(move?.author).displayName);
}

function issueOf(config: Config, { mark, title, body, due }: NewTicket): Json {
  const fields = {
    project: { key: config.project },
    issuetype: { name: config.issueType },
    summary: title,
    description: documentOf(body),
    labels: [OURS, labelOf(mark)],
    ...(due !== null && { duedate: due }),
  };
  return { fields };
}

export const jira: Tracker<Config> = {
  manifest: {
    kind: 'jira',
    name: 'Jira Cloud',
    docsUrl: 'https://developer.atlassian.com/cloud/jira/platform/rest/v3/',
    fields: [
      { name: 'baseUrl', label: msg`Site`, hint: msg`Such as https://acme.atlassian.net.`, type: 'text', isRequired: true },
      { name: 'email', label: msg`E-mail`, hint: msg`Of the account that the token belongs to.`, type: 'text', isRequired: true },
      { name: 'token', label: msg`API token`, hint: msg`Made under the account’s security settings.`, type: 'secret', isRequired: true },
      { name: 'project', label: msg`Project`, hint: msg`Its key, such as OPS.`, type: 'text', isRequired: true },
      { name: 'issueType', label: msg`Issue type`, hint: msg`Empty: Task.`, type: 'text', isAdvanced: true },
      ...WAY_OUT_FIELDS,
    ],
    pauseMs: 500,
    settleMs: 30_000,
    maxTitle: 250,
    guardHint: null,
    proves: 'The token reads this project; whether it may write shows with the first issue.',
  },
  parseConfig: parserOf(schema),
  async test(ctx, config) {
    const asked = await askJira(ctx, config, `/project/${config.project}`);
    if (!asked.ok) return asked;
    const { key, name } = objectOf(asked.value.json);
    return textOf(key) === '' ? unreadable(false) : { ok: true, value: `${textOf(name)} (${textOf(key)})` };
  },
  async create(ctx, config, ticket) {
    const asked = await askJira(ctx, config, '/issue', { method: 'POST', body: JSON.stringify(issueOf(config, ticket)) });
    if (!asked.ok) return asked;
    const made = ticketOf(config, objectOf(asked.value.json));
    return made ? { ok: true, value: made } : unreadable(true);
  },
  find,
  changes,
  guard: () => null,
};
