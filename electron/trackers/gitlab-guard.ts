// Pipelines at GitLab by the address that the browser shows: one pipeline, the latest of a branch, that of a merge request.
// REST as documented at https://docs.gitlab.com/api/pipelines/ and https://docs.gitlab.com/api/merge_requests/.
import type { GuardState, SeenGuard, Told, TrackerContext } from '../../shared/tracker';
import { msg } from '../../shared/words/words';
import { objectOf, textOf } from './answer';
import { askGitlab, type GitlabConfig } from './gitlab-ask';

/** GitLab's words for a pipeline; what is not named here is on its way. */
const STATES: Readonly<Record<string, GuardState>> = {
  success: 'green',
  failed: 'red',
  canceled: 'red',
  canceling: 'red',
  skipped: 'unknown',
  manual: 'unknown',
};

export function gitlabGuard(ctx: TrackerContext, config: GitlabConfig, url: string): Promise<Told<SeenGuard>> | null {
  if (!url.startsWith(`${config.baseUrl}/`) || !URL.canParse(url)) return null;
  const { pathname, searchParams } = new URL(url);
  const base = new URL(config.baseUrl).pathname.replace(/\/$/, '');
  const [project = '', rest = ''] = pathname.slice(base.length + 1).split('/-/');
  const api = `/projects/${encodeURIComponent(decodeURIComponent(project))}`;
  const [what = '', which = ''] = rest.split('/');
  if (what === 'pipelines' && /^\d+$/.test(which)) return pipeline(ctx, config, `${api}/pipelines/${which}`, url, false);
  if (what === 'pipelines' && (which === '' || which === 'latest')) {
    const ref = searchParams.get('ref');
    return pipeline(ctx, config, `${api}/pipelines/latest${ref ? `?ref=${encodeURIComponent(ref)}` : ''}`, url, false);
  }
  if (what === 'merge_requests' && /^\d+$/.test(which)) return pipeline(ctx, config, `${api}/merge_requests/${which}`, url, true);
  return null;
}

async function pipeline(ctx: TrackerContext, config: GitlabConfig, path: string, url: string, isInside: boolean): Promise<Told<SeenGuard>> {
  const asked = await askGitlab(ctx, config, path);
  if (!asked.ok) return asked;
  const found = isInside ? objectOf(objectOf(asked.value.json).head_pipeline) : objectOf(asked.value.json);
  const status = textOf(found.status);
  if (status === '') return { ok: true, value: { state: 'unknown', url, why: msg`there is no pipeline yet` } };
  return { ok: true, value: { state: STATES[status] ?? 'running', url: textOf(found.web_url) || url, why: msg`Pipeline: ${status}` } };
}
