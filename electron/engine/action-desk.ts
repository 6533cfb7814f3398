// The one place where action items change. Whatever changes one (a person on the board, a tracker, a check, an edit of the text), the
// events and the words of the postmortem are committed together, so that text and board never differ, not even after a crash.
import type { ActionRecord } from '../../shared/domain/action';
import type { IncidentRow } from '../../shared/domain/incident';
import { reconcile, textEditsFor } from '../../shared/log/decide/reconcile-actions';
import type { Draft, LogEvent } from '../../shared/log/event';
import { foldAction, isActionEvent } from '../../shared/log/views/actions';
import { actionLinesOf, type TextEdit } from '../../shared/postmortem/action-lines';
import type { Log } from '../log/store';
import type { Desk } from './desk';

/** The postmortems' texts, as far as actions need them. */
export interface PostmortemTexts {
  /** Markdown of the incident's postmortem; null: it has none. */
  readText(incident: string): string | null;
  /** The events that make these edits; they are committed together with the actions' own. */
  editDrafts(incident: string, edits: readonly TextEdit[], by: string): readonly Draft[];
}

export interface ActionDeskDeps {
  readonly desk: Desk;
  readonly log: Log;
  readonly newId: () => string;
  readonly person: () => string;
  /** Left out: no incident has a text. */
  readonly texts?: PostmortemTexts;
}

export class ActionDesk {
  private readonly deps: ActionDeskDeps;

  constructor(deps: ActionDeskDeps) {
    this.deps = deps;
  }

  get(id: string): ActionRecord | undefined {
    return this.deps.log.action(id);
  }

  rowOf(incident: string): IncidentRow | undefined {
    return this.deps.desk.state.incidents.get(incident)?.row ?? this.deps.log.row(incident);
  }

  /** Letters and digits only: it stands in texts, labels and marks of trackers. */
  newActionId(): string {
    return `act-${this.deps.newId().replaceAll(/[^0-9A-Za-z]/g, '0')}`;
  }

  /** Commits these events about actions with the edits of the texts that follow from them. */
  commit(drafts: readonly Draft[], by: string): readonly LogEvent[] {
    if (drafts.length === 0) return [];
    const { desk } = this.deps;
    desk.admit(new Set(drafts.flatMap((d) => d.incident ?? [])));
    return desk.transact(() => [...drafts, ...this.textDrafts(drafts, by)]);
  }

  /** The text of an incident's postmortem was edited: its lines become events, and lines without an id get one. */
  onTextEdited(incident: string, by: string): readonly LogEvent[] {
    const { desk, log, texts } = this.deps;
    const text = texts?.readText(incident) ?? null;
    if (text === null || texts === undefined) return [];
    const isElsewhere = (id: string): boolean => (log.action(id)?.incident ?? incident) !== incident;
    const newId = (): string => this.newActionId();
    const { drafts, edits } = reconcile({ incident, lines: actionLinesOf(text), known: log.actionsOf(incident), isElsewhere, newId, by });
    if (drafts.length === 0 && edits.length === 0) return [];
    desk.admit([incident]);
    return desk.transact(() => [...drafts, ...(edits.length > 0 ? texts.editDrafts(incident, edits, by) : [])]);
  }

  private textDrafts(drafts: readonly Draft[], by: string): Draft[] {
    const { texts, log } = this.deps;
    if (texts === undefined) return [];
    const after = new Map<string, Map<string, ActionRecord>>();
    for (const draft of drafts) {
      const event = { ...draft, at: 0 } as LogEvent;
      if (!isActionEvent(event) || event.incident === null) continue;
      const ofIncident = after.get(event.incident) ?? new Map<string, ActionRecord>();
      after.set(event.incident, ofIncident);
      const folded = foldAction(ofIncident.get(event.data.action) ?? log.action(event.data.action), event);
      if (folded) ofIncident.set(folded.id, folded);
    }
    return [...after].flatMap(([incident, changed]) => {
      const text = texts.readText(incident);
      const edits = text === null ? [] : textEditsFor(text, [...changed.values()]);
      return edits.length === 0 ? [] : [...texts.editDrafts(incident, edits, by)];
    });
  }
}
