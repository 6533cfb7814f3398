// The words of a ticket for an action. Of a restricted incident they give nothing away but its number.
import type { ActionRecord } from '../domain/action';
import type { IncidentRow } from '../domain/incident';
import { oneLine } from '../domain/plain-text';
import { isDrill, marked } from '../readiness/drill';

const MAX_TITLE = 200;

export interface TicketWords {
  readonly title: string;
  /** Lines of `Label: value`, plain. */
  readonly body: string;
}

export function ticketWords(action: ActionRecord, row: IncidentRow): TicketWords {
  const name = `INC-${row.number}`;
  const end = 'Kept by: Dogwatch; when this is closed, the action is done there';
  if (row.isRestricted)
    return {
      title: marked(isDrill(row), `Action of ${name}`),
      body: [`Incident: ${name}`, dueLine(action), end].filter(Boolean).join('\n'),
    };
  const lines = [
    `Action: ${oneLine(action.text, 2_000)}`,
    `Incident: ${name} ${oneLine(row.title, 200)}`,
    row.service === null ? '' : `Service: ${oneLine(row.service, 100)}`,
    action.owner === null ? '' : `Owner: ${oneLine(action.owner, 100)}`,
    dueLine(action),
    action.kind === null ? '' : `Kind: ${action.kind}`,
    end,
  ];
  return { title: marked(isDrill(row), oneLine(action.text, MAX_TITLE) || `Action of ${name}`), body: lines.filter(Boolean).join('\n') };
}

function dueLine({ due }: ActionRecord): string {
  return due === null ? '' : `Due: ${due}`;
}

/**
 * Such lines as Markdown in which every value is code: it mentions nobody, closes nothing, links nothing and is no quick action,
 * whatever it says.
 */
export function quotedLines(body: string): string {
  return body
    .split('\n')
    .map((line) => {
      const [, label, value] = /^([A-Z][a-z ]{0,20}): (.*)$/.exec(line) ?? [];
      return label === undefined || value === undefined ? codeSpan(line) : `**${label}:** ${codeSpan(value)}`;
    })
    .join('  \n');
}

function codeSpan(text: string): string {
  const runs = [...text.matchAll(/`+/g)].map((run) => run[0].length);
  const fence = '`'.repeat(Math.max(0, ...runs) + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return text.trim() === '' ? '' : `${fence}${pad}${text}${pad}${fence}`;
}
