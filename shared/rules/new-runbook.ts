// A new runbook for an incident that has none: filled in with what is known, so that only the knowledge is missing.
import type { IncidentRow } from '../domain/incident';
import { oneLine, stripHidden } from '../domain/plain-text';
import type { MatchedAlert } from './match-runbook';

export interface NewRunbook {
  /** File name with ending; only letters, digits, dashes and dots. */
  readonly name: string;
  readonly text: string;
}

const MAX_ALERTS = 10;
const MAX_LINKS = 10;

/** What came from feeds is quoted, so that it stays text: in YAML as JSON strings, in Markdown behind `>` or in code. */
export function draftRunbook(
  row: IncidentRow,
  alerts: readonly (MatchedAlert & { readonly summary: string })[],
  links: readonly string[],
): NewRunbook {
  const names = [...new Set(alerts.map((a) => a.name))].slice(0, MAX_ALERTS);
  const name = names[0] ?? row.title;
  const quoted = (text: string): string => JSON.stringify(oneLine(text, 300));
  const front = ['---', `title: ${quoted(name)}`, `alerts: [${names.map(quoted).join(', ')}]`];
  if (row.service !== null) front.push(`services: [${quoted(row.service)}]`);
  front.push('---');
  const parts = [
    `# ${plain(name)}`,
    '## Meaning',
    descriptionOf(alerts) || '> What does this alert say, in one sentence?',
    '## Impact',
    '> Who notices, and how badly?',
    '## Diagnosis',
    labelList(row),
    '- [ ] Look at …',
    '## Mitigation',
    '- [ ] First …',
    'Approval: somebody else has looked at the command before it runs',
    '## Links',
    links
      .slice(0, MAX_LINKS)
      .map((url) => `- <${url.replace(/[<>\s]/g, encodeURIComponent)}>`)
      .join('\n') || '- ',
  ];
  return { name: `${fileName(name)}.md`, text: `${front.join('\n')}\n\n${parts.filter((p) => p !== '').join('\n\n')}\n` };
}

/** A name that is a plain file on every system. */
export function fileName(name: string): string {
  const plainName = name
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
  return plainName === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(plainName) ? `runbook-${plainName}`.replace(/-$/, '') : plainName;
}

function descriptionOf(alerts: readonly (MatchedAlert & { readonly summary: string })[]): string {
  const [first] = alerts;
  if (!first) return '';
  const text = stripHidden(first.annotations.description ?? first.summary).slice(0, 3000);
  return text
    .split('\n')
    .map((line) => `> ${line.replace(/([\\`*_[\]<>#|])/g, '\\$1')}`)
    .join('\n');
}

function labelList(row: IncidentRow): string {
  const labels = Object.entries(row.labels);
  if (labels.length === 0) return '';
  const code = (text: string): string => `\`${oneLine(text, 200).replaceAll('`', '')}\``;
  return `It fired with ${labels.map(([n, v]) => code(`${n}="${v}"`)).join(', ')}.`;
}

function plain(text: string): string {
  return oneLine(text, 200).replace(/([\\`*_[\]<>#|])/g, '\\$1');
}
