// A Grafana in front of a real Alertmanager: its addresses, its token and roles, 202 for a silence, a status without a start and without a
// cluster, and the states of its rules.
import type { Alertmanager } from '../harness/alertmanager';
import { type Answer, type Asked, type Cloud, startCloud } from './vendor-cloud';

export const GLSA = 'glsa_s3cretTokenOfGrafana_0004';
const AM = '/api/alertmanager/grafana';

export interface FakeInstance {
  readonly labels: Readonly<Record<string, string>>;
  readonly state: string;
  readonly activeAt?: string;
}
export interface FakeRule {
  readonly name: string;
  readonly uid: string;
  readonly health?: string;
  readonly lastError?: string;
  readonly alerts?: readonly FakeInstance[];
}

export interface GrafanaCloud extends Cloud {
  rules: readonly FakeRule[];
  role: 'Viewer' | 'Editor';
  /** UID of the data source that leads to the same Alertmanager. */
  readonly dataSource: string;
}

const DENIED = "You'll need additional permissions to perform this action. Permissions needed: any of alert.silences:create";

function rulesAnswer(rules: readonly FakeRule[]): Answer {
  const all = rules.map((rule) => ({
    type: 'alerting',
    health: 'ok',
    state: 'inactive',
    labels: {},
    annotations: {},
    alerts: [],
    ...rule,
  }));
  return { status: 200, value: { status: 'success', data: { groups: [{ name: 'g', file: 'Ledger', folderUid: 'ffold01', rules: all }] } } };
}

/** Grafana's own Alertmanager tells neither its start nor its version, and is never in a cluster. */
const STATUS = { cluster: { status: 'disabled', peers: [] }, config: { original: '' }, uptime: null, versionInfo: { version: 'N/A' } };

async function passOn(am: Alertmanager, path: string, { method, query, body }: Asked): Promise<Answer> {
  const answer = await fetch(`${am.url}${path}?${query}`, {
    method,
    ...(body !== null && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const text = await answer.text();
  return { status: answer.status, value: text === '' ? {} : text };
}

export async function startGrafana(am: Alertmanager): Promise<GrafanaCloud> {
  const own = { rules: [] as readonly FakeRule[], role: 'Editor' as const, dataSource: 'fam01' };
  const cloud: GrafanaCloud = Object.assign(
    await startCloud(async (asked): Promise<Answer> => {
      const { method, path, headers } = asked;
      if (headers.authorization !== `Bearer ${GLSA}`)
        return { status: 401, value: { message: `Invalid API key ${headers.authorization}` } };
      if (path === '/api/prometheus/grafana/api/v1/rules') return rulesAnswer(cloud.rules);
      const isExternal = path.startsWith(`/api/alertmanager/${own.dataSource}/`);
      if (!isExternal && !path.startsWith(AM)) return { status: 404, value: { message: 'Not found' } };
      if (method !== 'GET' && cloud.role === 'Viewer') return { status: 403, value: { message: DENIED, accessErrorId: 'ACE1' } };
      const inner = path.slice((isExternal ? `/api/alertmanager/${own.dataSource}` : AM).length);
      if (isExternal) return passOn(am, inner, asked);
      if (inner === '/api/v2/status') return { status: 200, value: STATUS };
      const answer = await passOn(am, inner, asked);
      if (method === 'DELETE' && answer.status === 200) return { status: 200, value: { message: 'silence deleted' } };
      return method === 'POST' && answer.status === 200 ? { ...answer, status: 202 } : answer;
    }),
    own,
  );
  return cloud;
}
