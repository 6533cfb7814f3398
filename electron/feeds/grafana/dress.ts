// What Grafana says about its alerts beside what people wrote: inner annotations (`__…__`), and links that lead where its server believes to be.
// Labels stay as they are, also the inner ones: silences match them.
import type { Labels } from '../../../shared/domain/alert';
import type { Sighting } from '../../../shared/feed';
import { filled, linkOf } from '../reading';

const INNER = /^__.*__$/;
const RULE_VIEW = /\/alerting\/grafana\/([\w-]{1,60})\/view/;
const UID = /^[\w-]{1,60}$/;

/** Page of a rule, under the address that the person gave: the server's own is often localhost. */
export function ruleLink(url: string, uid: string): string | null {
  return UID.test(uid) ? linkOf(`${url}/alerting/grafana/${uid}/view`) : null;
}

/** The rule's UID: a label, or part of the link. */
export function ruleUidOf({ labels, link }: Pick<Sighting, 'labels' | 'link'>): string {
  return labels.__alert_rule_uid__ ?? RULE_VIEW.exec(link ?? '')?.[1] ?? '';
}

/** Annotations for people: the inner ones are left out or put into words. */
export function annotationsOf(given: Labels, url: string, ruleUid: string, folderUid: string): Labels {
  const outer = Object.entries(given).filter(([name]) => !INNER.test(name));
  const [dashboard, panel] = [given.__dashboardUid__ ?? '', given.__panelId__ ?? ''];
  const board = UID.test(dashboard) ? `${url}/d/${dashboard}${/^\d+$/.test(panel) ? `?viewPanel=${panel}` : ''}` : '';
  return {
    ...filled({ values: given.__value_string__ ?? '', dashboard: board, rule_uid: ruleUid, folder_uid: folderUid }),
    ...Object.fromEntries(outer),
  };
}

/** An alert of Grafana's own Alertmanager, for people. */
export function dressed(sighting: Sighting, url: string): Sighting {
  const uid = ruleUidOf(sighting);
  const annotations = annotationsOf(sighting.annotations, url, uid, sighting.labels.__alert_rule_namespace_uid__ ?? '');
  return { ...sighting, annotations, link: ruleLink(url, uid) ?? sighting.link };
}
