// Rows of the timeline as a Markdown table: the time is the link to the entry, its title the exact time at the source.
import { plural } from '../../log/views/words';
import { incidentLink } from './links';
import { type Clock, isoTime } from './moment';
import type { Row } from './row';
import type { Rows } from './rows';

const SEEN_LATER_MS = 1000;

function line(row: Row, number: number, clock: Clock): string {
  const time = `[${clock.time(row.at)}](${incidentLink(number, row.event)} "${isoTime(row.at)}")`;
  const seen = row.seenAt - row.at >= SEEN_LATER_MS ? ` (seen ${clock.time(row.seenAt)})` : '';
  const until = row.until === undefined ? '' : ` (until ${clock.time(row.until)})`;
  return `| ${time} | ${row.say(row.count, row.times ?? 1)}${until}${seen} |`;
}

/** Without head, for rows that go into a table that is there. */
export function tableLines(rows: readonly Row[], number: number, clock: Clock): string[] {
  return rows.map((row) => line(row, number, clock));
}

/** The whole table, and below it how many entries it does not tell. */
export function timelineTable({ rows, leftOut }: Pick<Rows, 'rows' | 'leftOut'>, number: number, clock: Clock): string {
  const head = [`| Time (${clock.zone}) | What happened |`, '| --- | --- |'];
  const rest = `\n${plural(leftOut, 'further entry').replace(/entrys$/, 'entries')} of the timeline: [INC-${number}](${incidentLink(number)}).`;
  return [...head, ...tableLines(rows, number, clock), ...(leftOut === 0 ? [] : [rest])].join('\n');
}
