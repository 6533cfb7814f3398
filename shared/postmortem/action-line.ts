// The one grammar of an action item in a postmortem's text. Everybody who reads or writes such a line does it by these functions,
// so that text and board never mean different things.

export const ACTION_KINDS = ['prevent', 'detect', 'mitigate', 'process'] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];
/** How an action stands. A ticked box says `done`, a plain one `open`; the other two stand among the fields. */
export type ActionState = 'open' | 'in-progress' | 'done' | 'dropped';

/** One line: `- [ ] What is to be done (owner: @anna, due: 2026-12-24, kind: prevent, state: in-progress, id: act-01J...)`. Every field may be missing. */
export interface ActionLine {
  /** What stands before the box: white space and the bullet (`- `, `* ` or `+ `). */
  readonly lead: string;
  /** On one line, trimmed; whatever is not a field stays in here exactly as it was. */
  readonly text: string;
  readonly state: ActionState;
  /** As written, usually `@` and the id of a person. */
  readonly owner: string | null;
  /** A day that exists, `YYYY-MM-DD`. */
  readonly due: string | null;
  readonly kind: ActionKind | null;
  /** Given by the app: `act-` and letters or digits. */
  readonly id: string | null;
  /** Fields with a known name whose value says nothing that can be read (`due: soon`): kept and printed as they are. */
  readonly unread: readonly { readonly name: FieldName; readonly value: string }[];
}

const FIELDS = ['owner', 'due', 'kind', 'state', 'id'] as const;
type FieldName = (typeof FIELDS)[number];

const SHAPE = /^(\s*[-*+] +)\[([ xX])\](?:[ \t]+(.*))?$/;
const GROUP = /^(?:(.*?)[ \t]+|)\(([^()]*)\)$/s;
const ID = /^act-[0-9A-Za-z]{1,40}$/;
/** A line that is longer is prose by mistake or malice. */
const MAX_LINE = 4_000;

/** Is this a day of the calendar, written `YYYY-MM-DD`? */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text);
}

/** Null: the line is no action item. */
export function parseActionLine(line: string): ActionLine | null {
  if (line.length > MAX_LINE) return null;
  const shape = SHAPE.exec(line);
  if (!shape) return null;
  const [, lead = '', box, rest = ''] = shape;
  const body = rest.trim();
  const group = GROUP.exec(body);
  const fields = group && fieldsOf(group[2] ?? '');
  const read = fields ? readFields(fields) : NO_FIELDS;
  const text = fields ? (group?.[1] ?? '').trim() : body;
  return { lead, text, ...read, state: box === ' ' ? (read.state ?? 'open') : 'done' };
}

/** Exactly one line, fields in a fixed order. Of what a line made by this prints, `parseActionLine` reads the same. */
export function printActionLine(action: ActionLine): string {
  const { lead, text, state, owner, due, kind, id, unread } = action;
  const isNamed = state === 'in-progress' || state === 'dropped';
  const values: Readonly<Record<FieldName, string | null>> = { owner, due, kind, state: isNamed ? state : null, id };
  const fields = FIELDS.flatMap((name) => {
    const value = values[name] ?? unread.find((u) => u.name === name)?.value ?? null;
    return value === null ? [] : `${name}: ${value}`;
  });
  const group = fields.length === 0 ? '' : `(${fields.join(', ')})`;
  return [`${lead}[${state === 'done' ? 'x' : ' '}]`, onOneLine(text), group].filter((part) => part !== '').join(' ');
}

/** What a person typed as an owner, as it may stand among fields; null: nobody. */
export function ownerText(typed: string): string | null {
  const plain = onOneLine(typed.replace(/[(),]/g, ' ')).slice(0, 80).trim();
  return plain === '' || plain === '@' ? null : plain;
}

/** Without the `@` before it, in small letters: how two spellings of one owner are compared. */
export function ownerKey(owner: string): string {
  return owner.replace(/^@/, '').trim().toLowerCase();
}

function onOneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029\u0085]+/g, ' ').trim();
}

type Fields = Omit<ActionLine, 'lead' | 'text' | 'state'> & { readonly state: ActionState | null };
const NO_FIELDS: Fields = { owner: null, due: null, kind: null, state: null, id: null, unread: [] };

/** Null: what stands in the brackets is not a list of fields but part of the text. */
function fieldsOf(inside: string): ReadonlyMap<FieldName, string> | null {
  const found = new Map<FieldName, string>();
  for (const part of inside.split(',')) {
    const at = part.indexOf(':');
    const name = part.slice(0, Math.max(0, at)).trim().toLowerCase() as FieldName;
    const value = part.slice(at + 1).trim();
    if (at < 0 || value === '' || !FIELDS.includes(name) || found.has(name)) return null;
    found.set(name, value);
  }
  return found;
}

function readFields(fields: ReadonlyMap<FieldName, string>): Fields {
  const owner = fields.get('owner') ?? null;
  const due = fields.get('due') ?? null;
  const kind = ACTION_KINDS.find((k) => k === fields.get('kind')?.toLowerCase()) ?? null;
  const state = (['open', 'in-progress', 'done', 'dropped'] as const).find((s) => s === fields.get('state')) ?? null;
  const id = fields.get('id') ?? null;
  const read: Fields = {
    ...{ owner, kind, state, unread: [] },
    due: due !== null && isDay(due) ? due : null,
    id: id !== null && ID.test(id) ? id : null,
  };
  const unread = [...fields].flatMap(([name, value]) => (read[name] === null ? { name, value } : []));
  return { ...read, unread };
}
