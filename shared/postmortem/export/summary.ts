// The message that tells the engineering manager how an incident was closed: the summary, the impact, and the actions that are open.
import { withoutComments } from '../prompts';
import { type ExportDocument, titleOf } from './document';

export interface PostmortemSummary {
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
}

const MAX_PART = 1_200;
const MAX_ACTIONS = 20;
/** What of a part is looked at. */
const MOST_READ = 20_000;

/** `url`: where the whole text can be read; null: nowhere yet. */
export function summaryOf(postmortem: ExportDocument, url: string | null): PostmortemSummary {
  const { number, severity, isRestricted } = postmortem;
  if (isRestricted) {
    const text = `The postmortem of INC-${number} (SEV${severity}, restricted) is ready. Ask for it at the desk that wrote it.`;
    return { subject: `Postmortem of INC-${number}`, text };
  }
  const open = actionsOf(postmortem.text);
  const parts = [
    sectionOf(postmortem.text, /^(?:executive )?summary\b/i),
    labelled('Impact', sectionOf(postmortem.text, /^impact\b/i)),
    open.length === 0
      ? 'No open actions.'
      : `Open actions (${open.length}):\n${open
          .slice(0, MAX_ACTIONS)
          .map((one) => `- ${one}`)
          .join('\n')}`,
    url === null ? '' : `All of it: ${url}`,
  ];
  return {
    subject: `Postmortem of INC-${number}, SEV${severity}: ${titleOf(postmortem)}`,
    text: parts.filter((part) => part !== '').join('\n\n'),
  };
}

function labelled(name: string, text: string): string {
  return text === '' ? '' : `${name}: ${text}`;
}

/** The words under the first heading that matches, up to the next heading of any level. */
function sectionOf(text: string, wanted: RegExp): string {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => wanted.test(/^#{1,6}\s+(.*)/.exec(line)?.[1] ?? ''));
  if (start < 0) return '';
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => /^#{1,6}\s/.test(line));
  const own = plainWords((end < 0 ? rest : rest.slice(0, end)).join('\n'));
  return own.length <= MAX_PART ? own : `${own.slice(0, MAX_PART).replace(/\s+\S*$/, '')} \u2026`;
}

function actionsOf(text: string): string[] {
  return [...text.matchAll(/^[ \t]*[-*+] \[ \]\s+(.+)$/gm)].map(([, words = '']) =>
    plainWords(words.replace(/,?\s*id: act-\w+/, '').replace(/\(\)/, '')),
  );
}

function plainWords(markdown: string): string {
  return withoutComments(markdown.slice(0, MOST_READ))
    .replace(/```[\s\S]*?```/g, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__|`)/g, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
