// A chart in a postmortem is a fence named `chart` that says what to draw; the picture is drawn from the log by whoever shows the text
// (preview, exports), so that a document stays readable text and small.

/** `alerts`: when each alert of the incident fired (call `list-lanes`); `stages`: how long each stage took, from the times named here. */
export type ChartKind = 'alerts' | 'stages';

export interface ChartReference {
  readonly chart: ChartKind;
  /** Id of the incident, and its number. */
  readonly incident: string;
  readonly number: number;
  /** What is shown, Unix ms. */
  readonly from: number;
  readonly to: number;
  /** Said below the picture; plain text. */
  readonly caption: string;
  /** For `stages`: where each begins, in order. */
  readonly marks: readonly { readonly name: string; readonly at: number }[];
}

const KINDS: ReadonlySet<string> = new Set(['alerts', 'stages']);
const MOST_LINES = 40;

function plain(text: string): string {
  return text.replace(/[\r\n`~]+/g, ' ').trim();
}

/** The whole fence, with its opening and closing line. */
export function printChart(chart: ChartReference): string {
  const time = (at: number): string => new Date(at).toISOString();
  return [
    '```chart',
    `chart: ${chart.chart}`,
    `incident: INC-${chart.number} ${plain(chart.incident)}`,
    `from: ${time(chart.from)}`,
    `to: ${time(chart.to)}`,
    ...chart.marks.map(({ name, at }) => `mark: ${time(at)} ${plain(name)}`),
    ...(chart.caption === '' ? [] : [`caption: ${plain(chart.caption)}`]),
    '```',
  ].join('\n');
}

/** Reads what stands between the lines of a fence; null: it is no chart that this Dogwatch knows. */
export function parseChart(text: string): ChartReference | null {
  const said = new Map<string, string>();
  const marks: { name: string; at: number }[] = [];
  for (const line of text.split('\n').slice(0, MOST_LINES)) {
    const found = /^([a-z]+):(.*)$/.exec(line.trim());
    if (!found) continue;
    const key = found[1] ?? '';
    const value = (found[2] ?? '').trim();
    const mark = key === 'mark' ? /^(\S+)\s+(.+)$/.exec(value) : null;
    if (mark) marks.push({ at: Date.parse(mark[1] ?? ''), name: mark[2] ?? '' });
    else said.set(key, value);
  }
  const incident = /^INC-(\d{1,9}) (\S{1,80})$/.exec(said.get('incident') ?? '');
  const from = Date.parse(said.get('from') ?? '');
  const to = Date.parse(said.get('to') ?? '');
  const chart = said.get('chart') ?? '';
  if (!incident || !KINDS.has(chart) || !(from <= to) || marks.some(({ at }) => Number.isNaN(at))) return null;
  const reference = { chart: chart as ChartKind, incident: incident[2] ?? '', number: Number(incident[1]), from, to };
  return { ...reference, caption: said.get('caption') ?? '', marks };
}

/** What a chart shows, in words, for places that cannot draw it. */
export function captionOf(text: string): string {
  const caption = parseChart(text)?.caption ?? '';
  return caption === '' ? 'A chart' : caption;
}
