// Acts of working by a runbook: each becomes one event of the incident, or is refused with words.
import type { EventData } from '../event';
import type { StepState } from '../kinds/runbooks';
import type { State } from '../state';
import type { Decision } from './context';

interface Which {
  readonly runbook: string;
  readonly title: string;
}

export type RunbookAct =
  | (Which & { readonly act: 'attach'; readonly why: string })
  | { readonly act: 'detach'; readonly runbook: string }
  | (Which & { readonly act: 'open'; readonly version: string })
  | { readonly act: 'leave'; readonly runbook: string; readonly openMs: number }
  | { readonly act: 'move'; readonly runbook: string; readonly step: string }
  | { readonly act: 'mark'; readonly runbook: string; readonly step: string; readonly stepTitle: string; readonly to: StepState }
  | { readonly act: 'note'; readonly runbook: string; readonly step: string; readonly stepTitle: string; readonly text: string }
  | { readonly act: 'remark'; readonly runbook: string; readonly step: string | null; readonly text: string };

/** `incident` null: only a remark makes sense then. The incident must be in state. */
export function decideRunbookAct(state: State, incident: string | null, act: RunbookAct, by: string): Decision {
  const refuse = (why: string): Decision => ({ drafts: [], refused: [{ incident: incident ?? '', why }] });
  if (incident === null && act.act !== 'remark') return refuse('This needs an incident.');
  if (incident !== null && !state.incidents.has(incident)) return refuse('There is no such incident.');
  return { drafts: [draftOf(incident, `person:${by}`, act, by)], refused: [] };
}

function draftOf(incident: string | null, actor: string, act: RunbookAct, by: string): Decision['drafts'][number] {
  const { runbook } = act;
  const made = <K extends keyof EventData>(kind: K, data: EventData[K]) => ({ kind, incident, actor, data }) as Decision['drafts'][number];
  switch (act.act) {
    case 'attach':
      return made('runbook.attached', { runbook, title: act.title, why: act.why, isByHand: true, by });
    case 'detach':
      return made('runbook.detached', { runbook, by });
    case 'open':
      return made('runbook.opened', { runbook, title: act.title, version: act.version, by });
    case 'leave':
      return made('runbook.left', { runbook, openMs: act.openMs, by });
    case 'move':
      return made('runbook.moved', { runbook, step: act.step, by });
    case 'mark':
      return made('runbook.step-marked', { runbook, step: act.step, stepTitle: act.stepTitle, to: act.to, by });
    case 'note':
      return made('runbook.step-noted', { runbook, step: act.step, stepTitle: act.stepTitle, text: act.text, by });
    case 'remark':
      return made('runbook.remarked', { runbook, step: act.step, text: act.text, by });
  }
}
