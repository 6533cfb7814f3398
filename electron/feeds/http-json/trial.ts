// Tries a preset on an answer: its mistakes with their place, the alerts it makes, and the rows that became none. Nothing is asked here.
import type { FeedFailure, Sighting } from '../../../shared/feed';
import type { PresetFault, PresetTrial, TrialAlert } from '../../../shared/feed-trial';
import { planOf } from './columns';
import { type Breath, mapSlowly, type Raw, type RowFault } from './map';
import { TOO_LONG } from './poll';
import { prettyJson } from './pretty';
import { type PresetError, readPreset } from './read-preset';

/** What a window can take at once. */
const MOST_CHARACTERS = 100_000;
const MOST_ALERTS = 100;
const MOST_FIELDS = 40;
const MOST_TEXT = 500;

type Tried = Pick<PresetTrial, 'alerts' | 'alertCount' | 'faults' | 'refused' | 'failure'>;
const NOTHING: Tried = { alerts: [], alertCount: 0, faults: [], refused: [], failure: null };

/** The one page where there is only one; else all pages and what was asked beside them. */
export function textOfAnswer({ pages, beside }: Raw): { readonly text: string; readonly isCut: boolean } {
  return prettyJson(pages.length === 1 && Object.keys(beside).length === 0 ? pages[0] : { pages, beside }, MOST_CHARACTERS);
}

const cut = (text: string): string => (text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT - 1)}…` : text);
const some = (fields: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields)
      .slice(0, MOST_FIELDS)
      .map(([name, value]) => [name, cut(value)]),
  );

function alertOf({ suppression, ...sighting }: Sighting): TrialAlert {
  const { name, summary, labels, annotations } = sighting;
  const texts = { name: cut(name), summary: cut(summary), labels: some(labels), annotations: some(annotations) };
  return { ...sighting, ...texts, heldBackBy: suppression?.by ?? '' };
}

const faultOf = ({ path, message, line, column }: PresetError): PresetFault => ({
  ...{ line, column, where: '', rows: 0 },
  why: path === '' ? message : `${path}: ${message}`,
});

/** One fault for all rows on which the same expression fails in the same way. */
function faultsIn(rejected: readonly RowFault[]): readonly PresetFault[] {
  const found = new Map<string, PresetFault>();
  for (const { where, why: told, line, column } of rejected) {
    if (line === undefined || column === undefined) continue;
    const why = told.replace(` (line ${line}, column ${column})`, '');
    const before = found.get(`${line}:${column}:${why}`);
    found.set(`${line}:${column}:${why}`, { line, column, why, where: before?.where ?? where, rows: (before?.rows ?? 0) + 1 });
  }
  return [...found.values()];
}

/** The mistakes of a text, or null: it is a preset. */
export function faultsOf(text: string): readonly PresetFault[] | null {
  const reading = readPreset(text);
  return reading.ok ? null : reading.errors.map(faultOf);
}

/** `raw`: null where nothing was asked yet; then only the preset is looked at. */
export async function tryPreset(text: string, raw: Raw | null, breath: Breath): Promise<Tried> {
  const reading = readPreset(text);
  if (!reading.ok) return { ...NOTHING, faults: reading.errors.map(faultOf) };
  if (raw === null) return NOTHING;
  const mapped = await mapSlowly(reading.read, planOf(reading.read), raw, breath);
  if (mapped === null) return { ...NOTHING, failure: wordsOf(TOO_LONG) };
  const { sightings, rejected } = mapped;
  return {
    alerts: sightings.slice(0, MOST_ALERTS).map(alertOf),
    alertCount: sightings.length,
    faults: faultsIn(rejected),
    refused: rejected.filter(({ line }) => line === undefined).map(({ where, why }) => ({ where: cut(where), why: cut(why) })),
    failure: null,
  };
}

export const wordsOf = ({ what, remedy }: FeedFailure) => ({ what, remedy });
