// Checks at GitHub by the address that the browser shows: the runs of a workflow, one run, the checks of a commit or of a pull request.
// REST as documented at https://docs.github.com/en/rest/checks/runs and https://docs.github.com/en/rest/actions/workflow-runs.
import { oneLine } from '../../shared/domain/plain-text';
import type { GuardState, SeenGuard, Told, TrackerContext } from '../../shared/tracker';
import { msg } from '../../shared/words/words';
import { type Json, listOf, objectOf, textOf, unreadable } from './answer';
import { askGithub, type GithubConfig } from './github-ask';

const GOOD: ReadonlySet<string> = new Set(['success', 'neutral', 'skipped']);

/** GitHub's `status` and `conclusion` of a run. */
function stateOf(run: Json): GuardState {
  if (run.status !== 'completed') return 'running';
  if (GOOD.has(textOf(run.conclusion))) return 'green';
  return textOf(run.conclusion) === '' ? 'unknown' : 'red';
}

function seenRun(run: Json, url: string): SeenGuard {
  const why = `${oneLine(textOf(run.name), 80) || 'Run'}: ${textOf(run.conclusion) || textOf(run.status)}`;
  return { state: stateOf(run), url: textOf(run.html_url) || url, why };
}

/** The web address that belongs to an API address: github.com, or the host of an Enterprise Server. */
function webOf(baseUrl: string): string {
  const url = new URL(baseUrl);
  return url.host === 'api.github.com' ? 'https://github.com' : url.origin;
}

export function githubGuard(ctx: TrackerContext, config: GithubConfig, url: string): Promise<Told<SeenGuard>> | null {
  const web = webOf(config.baseUrl);
  if (!URL.canParse(url) || new URL(url).origin !== web) return null;
  const { pathname, searchParams } = new URL(url);
  const [, owner = '', name = '', area = '', ...rest] = pathname.split('/').map(decodeURIComponent);
  const repo = `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
  const [what = '', which = ''] = rest;
  if (area === 'actions' && what === 'workflows' && which !== '') {
    const branch = /(?:^|\s)branch:(\S+)/.exec(searchParams.get('query') ?? '')?.[1];
    const query = `?per_page=1${branch ? `&branch=${encodeURIComponent(branch)}` : ''}`;
    return latestRun(ctx, config, `${repo}/actions/workflows/${encodeURIComponent(which)}/runs${query}`, url);
  }
  if (area === 'actions' && what === 'runs' && /^\d+$/.test(which)) return oneRun(ctx, config, `${repo}/actions/runs/${which}`, url);
  if (area === 'commit' && what !== '') return checks(ctx, config, `${repo}/commits/${encodeURIComponent(what)}`, url);
  if (area === 'pull' && /^\d+$/.test(what)) return pullChecks(ctx, config, repo, what, url);
  return null;
}

async function latestRun(ctx: TrackerContext, config: GithubConfig, path: string, url: string): Promise<Told<SeenGuard>> {
  const asked = await askGithub(ctx, config, path);
  if (!asked.ok) return asked;
  const [run] = listOf(objectOf(asked.value.json).workflow_runs);
  return { ok: true, value: run ? seenRun(run, url) : { state: 'unknown', url, why: msg`the workflow has not run yet` } };
}

async function oneRun(ctx: TrackerContext, config: GithubConfig, path: string, url: string): Promise<Told<SeenGuard>> {
  const asked = await askGithub(ctx, config, path);
  if (!asked.ok) return asked;
  const run = objectOf(asked.value.json);
  return textOf(run.status) === '' ? unreadable(false) : { ok: true, value: seenRun(run, url) };
}

async function pullChecks(ctx: TrackerContext, config: GithubConfig, repo: string, pull: string, url: string): Promise<Told<SeenGuard>> {
  const asked = await askGithub(ctx, config, `${repo}/pulls/${pull}`);
  if (!asked.ok) return asked;
  const sha = textOf(objectOf(objectOf(asked.value.json).head).sha);
  return sha === '' ? unreadable(false) : checks(ctx, config, `${repo}/commits/${encodeURIComponent(sha)}`, url);
}

/** All checks of a commit: red if one is, running while one is, green only when there is one and none is otherwise. */
async function checks(ctx: TrackerContext, config: GithubConfig, path: string, url: string): Promise<Told<SeenGuard>> {
  const asked = await askGithub(ctx, config, `${path}/check-runs?filter=latest&per_page=100`);
  if (!asked.ok) return asked;
  const { check_runs: list, total_count: total } = objectOf(asked.value.json);
  const runs = listOf(list).map((run) => seenRun(run, url));
  const worst = runs.find((r) => r.state === 'red') ?? runs.find((r) => r.state === 'unknown') ?? runs.find((r) => r.state === 'running');
  if (worst) return { ok: true, value: worst };
  if (runs.length === 0) return { ok: true, value: { state: 'unknown', url, why: msg`there are no checks yet` } };
  if (typeof total === 'number' && total > runs.length)
    return { ok: true, value: { state: 'unknown', url, why: msg`${total} checks: too many to read` } };
  return { ok: true, value: { state: 'green', url, why: `${runs.length} ${runs.length === 1 ? 'check' : 'checks'} passed` } };
}
