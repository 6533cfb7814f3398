// Rows of the timeline as a Markdown table: the time is the link to the entry, its title the exact time at the source.
import type { TimelineRow } from '../../contract/postmortem-draft';
import { printIncidentLink } from '../../domain/incident-link';
import type { Clock } from './moment';
import type { Row } from './row';
import type { Rows } from './rows';
import { timeLink } from './time-link';

/** Less is not worth a word. */
const APART_MS = 1000;

/** Markdown of ours without its signs: what a person chooses from. */
function plain(markdown: string): string {
  return markdown.replaceAll('**', '').replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

export function tableRow(row: Row, number: number, clock: Clock): TimelineRow {
  const time = clock.time(row.at);
  const seen = row.seenAt - row.at >= APART_MS ? ` (seen ${clock.time(row.seenAt)})` : '';
  const until = row.until === undefined || row.until - row.at < APART_MS ? '' : ` (until ${clock.time(row.until)})`;
  const words = `${row.say(row.count, row.times ?? 1)}${until}${seen}`;
  const markdown = `| ${timeLink(row.at, number, row.event, clock)} | ${words} |`;
  return { at: row.at, time, words: plain(words), markdown };
}

export function tableHead({ zone }: Clock): string {
  return `| Time (${zone}) | What happened |\n| --- | --- |`;
}

/** The whole table, and below it how many entries it does not tell. */
export function timelineTable({ rows, leftOut }: Pick<Rows, 'rows' | 'leftOut'>, number: number, clock: Clock): string {
  const entries = leftOut === 1 ? 'entry' : 'entries';
  const rest = `\n${leftOut} further ${entries} of the timeline: [INC-${number}](${printIncidentLink(number)}).`;
  return [tableHead(clock), ...rows.map((row) => tableRow(row, number, clock).markdown), ...(leftOut === 0 ? [] : [rest])].join('\n');
}
