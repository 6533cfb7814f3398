// Calls about runbooks: the library, and working by one in an incident.
import type { Reply } from '../../shared/contract';
import type { RunbookListEntry, RunbookValues } from '../../shared/contract/runbooks';
import { decideRunbookAct, type RunbookAct } from '../../shared/log/decide/runbooks';
import { foldIncident } from '../../shared/log/reduce';
import { runbookLinks } from '../../shared/rules/match-runbook';
import { draftRunbook } from '../../shared/rules/new-runbook';
import { msg } from '../../shared/words/words';
import type { Log } from '../log/store';
import type { Library } from '../runbooks/library';
import type { Desk } from './desk';
import { done, type Handlers, refuse } from './gate';

export interface RunbookCallDeps {
  readonly desk: Desk;
  readonly log: Log;
  readonly library: Library;
  readonly person: () => string;
}

type Names = keyof RunbookValues;

export function runbookCalls(deps: RunbookCallDeps): Pick<Handlers, Names> {
  const { library } = deps;
  const act = (incident: string | null, what: RunbookAct) => commit(deps, incident, what);
  const known = (runbook: string) => deps.log.runbookTexts.get(runbook)?.info;
  const missing = () => refuse<{ done: true }>('There is no such runbook.', 'Its file or source may be gone. Look in Runbooks.');
  return {
    'list-runbooks': (args) => listed(deps, args),
    'list-runbook-sources': () => done({ sources: library.sources }),
    'refresh-runbooks': async ({ source }) => done({ asked: await library.refresh(source) }),
    'get-runbook': async ({ id }) => {
      const document = await library.document(id);
      if (!document) return refuse('There is no such runbook.', 'Its file or source may be gone. Look in Runbooks.');
      const source = library.sources.find((s) => s.id === document.info.origin.source) ?? null;
      return done({ document, use: library.usageOf(id), source });
    },
    'list-remarks': ({ limit }) =>
      done({
        remarks: deps.log.runbookNotes.remarks(limit).map((u) => ({
          ...{ runbook: u.runbook, incident: u.incident, step: u.step, text: u.text ?? '', by: u.person, at: u.at },
          title: known(u.runbook)?.title ?? u.runbook,
        })),
      }),
    'attach-runbook': ({ incident, runbook }) => {
      const info = known(runbook);
      return info ? act(incident, { act: 'attach', runbook, title: info.title, why: `chosen by ${deps.person()}` }) : missing();
    },
    'detach-runbook': ({ incident, runbook }) => act(incident, { act: 'detach', runbook }),
    'open-runbook': ({ incident, runbook }) => {
      const info = known(runbook);
      return info ? act(incident, { act: 'open', runbook, title: info.title, version: info.version }) : missing();
    },
    'leave-runbook': ({ incident, runbook, openMs }) => act(incident, { act: 'leave', runbook, openMs }),
    'move-in-runbook': ({ incident, runbook, step }) => act(incident, { act: 'move', runbook, step }),
    'mark-step': ({ incident, ...rest }) => act(incident, { act: 'mark', ...rest }),
    'note-step': ({ incident, ...rest }) => act(incident, { act: 'note', ...rest }),
    'remark-runbook': ({ incident, ...rest }) => act(incident, { act: 'remark', ...rest }),
    'draft-runbook': ({ incident: id }) => {
      const incident = deps.desk.state.incidents.get(id) ?? foldIncident(deps.log.incidentEvents(id));
      if (!incident) return refuse('There is no such incident.');
      const alerts = [...incident.alerts.values()];
      const links = alerts.flatMap((a) => [...runbookLinks(a.annotations), ...(a.link ? [a.link] : [])]);
      return done({ ...draftRunbook(incident.row, alerts, [...new Set(links)]), folders: library.folders });
    },
    'create-runbook': async ({ source, name, text, incident }) => {
      const created = await library.create(source, name, text);
      if (!created.ok) return refuse(created.what, created.remedy);
      const info = known(created.runbook);
      if (incident !== null && info)
        act(incident, { act: 'attach', runbook: info.id, title: info.title, why: msg`written by ${deps.person()}` });
      return done({ runbook: created.runbook, path: created.path });
    },
  };
}

function commit(deps: RunbookCallDeps, incident: string | null, what: RunbookAct): Reply<{ done: true }> {
  if (incident !== null) deps.desk.admit([incident]);
  let why = '';
  deps.desk.transact((state) => {
    const decision = decideRunbookAct(state, incident, what, deps.person());
    why = decision.refused[0]?.why ?? '';
    return decision.drafts;
  });
  return why === '' ? done({ done: true }) : refuse(why);
}

function listed(
  { log, library }: RunbookCallDeps,
  { text, source, offset, limit }: { text: string; source: string | null; offset: number; limit: number },
): ReturnType<Handlers['list-runbooks']> {
  const start = performance.now();
  const { found, total } = log.runbookTexts.find(text, source, offset, limit);
  const runbooks = found.map(({ info, snippet }): RunbookListEntry => {
    const { incidents, lastUsedAt } = library.usageOf(info.id);
    return { info, snippet, use: { incidents, lastUsedAt } };
  });
  return done({ runbooks, total, tookMs: Math.round((performance.now() - start) * 10) / 10 });
}
