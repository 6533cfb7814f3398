// Calls that prepare a postmortem. What does the work is loaded at the first call: no start waits for it.
import type { PostmortemDraftValues } from '../../shared/contract/postmortem-draft';
import type { DraftingDeps } from '../postmortem/drafting';
import { done, type Handlers, refuse } from './gate';

const drafting = () => import('../postmortem/drafting');

export function postmortemDraftCalls(deps: DraftingDeps): Pick<Handlers, keyof PostmortemDraftValues> {
  return {
    'draft-postmortem': async ({ incident, template }) => {
      const drafted = await (await drafting()).draftPostmortem(deps, incident, template);
      return drafted.ok ? done(drafted.value) : refuse(drafted.what, drafted.remedy);
    },
    'list-postmortem-templates': async () => done(await (await drafting()).listTemplates(deps)),
    'timeline-rows': async ({ incident, since }) => {
      const rows = (await drafting()).timelineRows(deps, incident, since);
      return rows.ok ? done(rows.value) : refuse(rows.what, rows.remedy);
    },
    'list-charts': async ({ incident }) => {
      const charts = (await drafting()).listCharts(deps, incident);
      return charts.ok ? done(charts.value) : refuse(charts.what, charts.remedy);
    },
    'similar-incidents': async ({ incident, limit }) => {
      const { findSimilar } = await drafting();
      const start = performance.now();
      const found = findSimilar(deps, incident, limit);
      if (!found.ok) return refuse(found.what, found.remedy);
      return done({ similar: found.value, took: Math.round((performance.now() - start) * 10) / 10 });
    },
  };
}
