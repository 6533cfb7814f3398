// The words of a message with `{{fact}}` in them. Strict on purpose: an unknown fact is an error with its place, nothing is nested,
// and what a fact brings in stays plain text on one line and is never read as a template again.
import { oneLine, stripHidden } from '../domain/plain-text';

/** Every fact a template may name, with what it stands for. */
export const FACTS = {
  number: 'number of the incident: INC-42',
  severity: 'SEV1 to SEV5',
  why: 'why it has this severity',
  title: 'what is wrong',
  summary: 'what the alert says in more words',
  service: 'the service it is about',
  status: 'new, in work, resolved or closed',
  since: 'when it began, with the zone',
  duration: 'how long it has lasted',
  alerts: 'how many alerts fire',
  'acknowledged-by': 'who has it',
  'incident-manager': 'who holds this role',
  'communications-leader': 'who holds this role',
  'tech-leader': 'who holds this role',
  bridge: 'address of the conference bridge',
  'next-update': 'when the next update is due',
  audience: 'whom the message is for',
  link: 'opens the incident in Dogwatch',
} as const;
export type FactName = keyof typeof FACTS;
export type Facts = Readonly<Record<FactName, string>>;

/** 1-based place in the template. */
export interface TemplateError {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

type Part = string | { readonly fact: FactName };
/** Parts by line. */
export type Template = readonly (readonly Part[])[];
export type ParsedTemplate =
  | { readonly ok: true; readonly template: Template }
  | { readonly ok: false; readonly errors: readonly TemplateError[] };

const VALUE_MAX = 500;
const SUBJECT_MAX = 200;
const TEXT_MAX = 12_000;

export function parseTemplate(text: string): ParsedTemplate {
  const errors: TemplateError[] = [];
  const template = text.split(/\r\n|\r|\n/).map((line, at) => parseLine(line, at + 1, errors));
  return errors.length > 0 ? { ok: false, errors } : { ok: true, template };
}

function parseLine(line: string, lineNumber: number, errors: TemplateError[]): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (let open = line.indexOf('{{'); open !== -1; open = line.indexOf('{{', from)) {
    const complain = (message: string): void => void errors.push({ line: lineNumber, column: open + 1, message });
    const close = line.indexOf('}}', open);
    if (close === -1) {
      complain('“{{” is not closed on its line');
      return parts;
    }
    const name = line.slice(open + 2, close).trim();
    if (open > from) parts.push(line.slice(from, open));
    if (isFact(name)) parts.push({ fact: name });
    else complain(`there is no fact “${oneLine(name, 40)}”; known: ${Object.keys(FACTS).join(', ')}`);
    from = close + 2;
  }
  if (from < line.length) parts.push(line.slice(from));
  return parts;
}

function isFact(name: string): name is FactName {
  return Object.hasOwn(FACTS, name);
}

/** A line whose facts are all empty is left out; lines without facts stay as they are. */
export function renderTemplate(template: Template, facts: Facts): string {
  const lines = template.flatMap((parts) => {
    const values = parts.flatMap((p) => (typeof p === 'string' ? [] : oneLine(facts[p.fact], VALUE_MAX)));
    if (values.length > 0 && values.every((v) => v === '')) return [];
    return [parts.map((p) => (typeof p === 'string' ? stripHidden(p) : oneLine(facts[p.fact], VALUE_MAX))).join('')];
  });
  return lines.join('\n').trim().slice(0, TEXT_MAX);
}

/** A subject is one line whatever its template says. */
export function renderSubject(template: Template, facts: Facts): string {
  return oneLine(renderTemplate(template, facts), SUBJECT_MAX);
}
