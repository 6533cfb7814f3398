// Keeps a postmortem's text and the board one: what the lines say becomes events, and lines without an id get one.
import type { ActionRecord } from '../../domain/action';
import { type ActionLine, printActionLine } from '../../postmortem/action-line';
import { actionLinesOf, isActionsTitle, type PlacedAction, type TextEdit } from '../../postmortem/action-lines';
import type { Draft } from '../event';
import type { ActionEvents } from '../kinds/actions';

export interface ReconcileInput {
  readonly incident: string;
  /** The lines of the text as it is now, see `actionLinesOf`. */
  readonly lines: readonly PlacedAction[];
  /** All actions of this incident, also those whose line left the text. */
  readonly known: readonly ActionRecord[];
  /** Is there an action with this id in another incident? */
  readonly isElsewhere: (id: string) => boolean;
  /** A new id, `act-` and a ULID. */
  readonly newId: () => string;
  readonly by: string;
}

export interface Reconciled {
  readonly drafts: readonly Draft[];
  /** What the text has to become, so that every line carries its id. */
  readonly edits: readonly TextEdit[];
}

/** Lines that say nothing yet (`- [ ]`) are left alone, and so is the action whose line says nothing now: somebody is still typing. */
export function reconcile({ incident, lines, known, isElsewhere, newId, by }: ReconcileInput): Reconciled {
  const records = new Map(known.map((a) => [a.id, a]));
  const seen = new Set<string>();
  const drafts: Draft[] = [];
  const edits: TextEdit[] = [];
  const draft = <K extends keyof ActionEvents>(kind: K, data: ActionEvents[K]): void => {
    drafts.push({ kind, incident, actor: `person:${by}`, data } as Draft);
  };
  for (const { from, to, action: line } of lines) {
    if (line.text === '') continue;
    const isOwnId = line.id !== null && !seen.has(line.id) && !isElsewhere(line.id);
    const id = isOwnId && line.id !== null ? line.id : newId();
    seen.add(id);
    if (!isOwnId) edits.push({ from, to, insert: printActionLine({ ...line, id, unread: line.unread.filter((u) => u.name !== 'id') }) });
    const record = records.get(id);
    if (record === undefined || record.isRemoved) draft('action.recorded', recordedOf(id, line, by));
    else for (const event of changes(record, line, by)) draft(event.kind, event.data as never);
  }
  for (const record of known)
    if (record.isInText && !record.isRemoved && !seen.has(record.id) && !isEmptied(lines, record.id))
      draft('action.removed', { action: record.id, by });
  return { drafts, edits };
}

function isEmptied(lines: readonly PlacedAction[], id: string): boolean {
  return lines.some(({ action }) => action.id === id && action.text === '');
}

function recordedOf(action: string, { text, owner, due, kind, state }: ActionLine, by: string): ActionEvents['action.recorded'] {
  return { action, text, owner, due, kind, state, isInText: true, by };
}

type Change = { [K in 'action.changed' | 'action.state']: { readonly kind: K; readonly data: ActionEvents[K] } }[
  | 'action.changed'
  | 'action.state'];

function changes(record: ActionRecord, line: ActionLine, by: string): Change[] {
  const { text, owner, due, kind, state } = line;
  const isSame = record.text === text && record.owner === owner && record.due === due && record.kind === kind && record.isInText;
  const all: Change[] = [];
  if (!isSame) all.push({ kind: 'action.changed', data: { action: record.id, text, owner, due, kind, isInText: true, by } });
  if (record.state !== state) all.push({ kind: 'action.state', data: { action: record.id, state, reason: '', by } });
  return all;
}

/**
 * What a text has to become so that it says of these actions what the board says. Lines that say it already are left alone; an action
 * without a line gets one at the end of the section "Actions", and that section if there is none.
 */
export function textEditsFor(text: string, actions: readonly ActionRecord[]): TextEdit[] {
  const lines = ownLines(text);
  const edits: TextEdit[] = [];
  const missing: string[] = [];
  for (const action of actions) {
    if (action.isRemoved) continue;
    const placed = lines.get(action.id);
    const line = lineOf(action, placed?.action);
    if (placed === undefined) missing.push(line);
    else if (text.slice(placed.from, placed.to) !== line) edits.push({ from: placed.from, to: placed.to, insert: line });
  }
  return missing.length === 0 ? edits : [...edits, appended(text, missing)];
}

/** The line of each id: the first that says something, else the first. */
function ownLines(text: string): ReadonlyMap<string, PlacedAction> {
  const lines = new Map<string, PlacedAction>();
  for (const line of actionLinesOf(text)) {
    const { id } = line.action;
    const before = id === null ? undefined : lines.get(id);
    if (id !== null && (before === undefined || (before.action.text === '' && line.action.text !== ''))) lines.set(id, line);
  }
  return lines;
}

function lineOf({ id, text, owner, due, kind, state }: ActionRecord, before: ActionLine | undefined): string {
  const said = { id, text, owner, due, kind, state };
  const unread = (before?.unread ?? []).filter((u) => said[u.name] === null);
  return printActionLine({ lead: before?.lead ?? '- ', ...said, unread });
}

/** After the last line of the section that says anything. */
function appended(text: string, lines: readonly string[]): TextEdit {
  const all = text.split('\n');
  const head = all.findIndex((l) => /^#{1,6}[ \t]/.test(l) && isActionsTitle(l.replace(/^#+[ \t]+|[ \t]*#*[ \t\r]*$/g, '')));
  if (head < 0) {
    const gap = text === '' ? '' : text.endsWith('\n') ? '\n' : '\n\n';
    return { from: text.length, to: text.length, insert: `${gap}## Actions\n\n${lines.join('\n')}\n` };
  }
  const level = /^#+/.exec(all[head] ?? '')?.[0].length ?? 1;
  const next = all.findIndex((l, i) => i > head && (/^(#{1,6})[ \t]/.exec(l)?.[1]?.length ?? 9) <= level);
  let last = next < 0 ? all.length - 1 : next - 1;
  while (last > head && (all[last] ?? '').trim() === '') last -= 1;
  const at = all.slice(0, last + 1).join('\n').length;
  return { from: at, to: at, insert: `\n${last === head ? '\n' : ''}${lines.join('\n')}` };
}
