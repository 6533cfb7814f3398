// One row of GET /api/v2/alerts: read with suspicion, compared with what is known, and mapped only if it says something new.
// Fields as in Alertmanager's OpenAPI v2 (`gettableAlert`); `endsAt` and `updatedAt` move with every re-send and mean nothing here.
import type { Labels, Suppression } from '../../../shared/domain/alert';
import type { Sighting } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { MOST_READ } from '../bounds';
import { severityOf } from '../severity-words';
import type { Interner } from './intern';

const MAX_SUMMARY = 2000;
const MAX_LINK = 4000;
const LINK = /^https?:\/\/[^\s\p{Cc}]+$/iu;

type Unknown = Record<string, unknown>;

/** What is wrong with a row; `key` is null when even that can not be read. */
export interface BadRow {
  readonly key: string | null;
  readonly why: string;
}

function isRecord(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Of an object without end only what may be kept. */
function firstTexts(raw: Unknown): Labels {
  const texts: Record<string, string> = {};
  let count = 0;
  for (const name in raw) {
    if (typeof raw[name] !== 'object') texts[name] = String(raw[name]);
    count += 1;
    if (count === MOST_READ) break;
  }
  return texts;
}

/** The same object when all values are text (the normal case), a copy when some are numbers or booleans, null when it can not be text. */
function textValues(raw: unknown): Labels | null {
  if (!isRecord(raw)) return null;
  let count = 0;
  for (const name in raw) {
    count += 1;
    if (count > MOST_READ) return firstTexts(raw);
    if (typeof raw[name] === 'string') continue;
    const entries = Object.entries(raw);
    if (entries.some(([, value]) => typeof value === 'object')) return null;
    return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
  }
  return raw as Labels;
}

/** Annotations decide nothing: what is not text is left out. */
function annotationsOf(raw: unknown): Labels {
  const whole = textValues(raw);
  if (whole) return whole;
  return isRecord(raw)
    ? Object.fromEntries(Object.entries(raw).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
    : {};
}

function ids(raw: unknown): readonly string[] {
  return Array.isArray(raw) ? raw.filter((id): id is string => typeof id === 'string') : [];
}

function suppressionOf(raw: unknown): Suppression | null {
  if (!isRecord(raw) || raw.state !== 'suppressed') return null;
  const silenced = ids(raw.silencedBy);
  if (silenced.length > 0) return { by: 'silence', ids: silenced };
  const inhibited = ids(raw.inhibitedBy);
  if (inhibited.length > 0) return { by: 'inhibition', ids: inhibited };
  return { by: 'mute', ids: ids(raw.mutedBy) };
}

/** Unix ms. A zero date (year 1) means that the source does not know: 0. Null: not a date. */
function startOf(raw: unknown): number | null {
  if (raw === undefined || raw === null || raw === '') return 0;
  const at = typeof raw === 'string' ? Date.parse(raw) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at);
}

function linkOf(raw: unknown): string | null {
  return typeof raw === 'string' && raw.length <= MAX_LINK && LINK.test(raw) ? raw : null;
}

function areSameText(a: Labels, b: Labels): boolean {
  let left = 0;
  for (const name in a) {
    if (a[name] !== b[name]) return false;
    left += 1;
  }
  for (const _ in b) left -= 1;
  return left === 0;
}

export function areSameSuppression(a: Suppression | null, b: Suppression | null): boolean {
  if (a === null || b === null) return a === b;
  return a.by === b.by && a.ids.length === b.ids.length && a.ids.every((id, i) => id === b.ids[i]);
}

function saysTheSame(
  a: Sighting,
  startsAt: number,
  link: string | null,
  suppression: Suppression | null,
  labels: Labels,
  annotations: Labels,
): boolean {
  return (
    a.startsAt === startsAt &&
    a.link === link &&
    areSameSuppression(a.suppression, suppression) &&
    areSameText(a.labels, labels) &&
    areSameText(a.annotations, annotations)
  );
}

/** The quick way for the row that most polls bring: nothing in it is new, so nothing needs to be checked or built. */
function saysWhatIsKnown(before: Sighting, raw: Unknown): boolean {
  const { labels, annotations } = raw;
  return (
    (before.link ?? '') === raw.generatorURL &&
    isRecord(labels) &&
    isRecord(annotations) &&
    areSameText(before.labels, labels as Labels) &&
    areSameText(before.annotations, annotations as Labels) &&
    startOf(raw.startsAt) === before.startsAt &&
    areSameSuppression(before.suppression, suppressionOf(raw.status))
  );
}

/** Do two sightings of one key say the same? */
export function areSameSighting(a: Sighting, b: Sighting): boolean {
  return a === b || saysTheSame(a, b.startsAt, b.link, b.suppression, b.labels, b.annotations);
}

function shareText(values: Labels, intern: Interner | null): Labels {
  if (!intern) return values;
  const mutable = values as Record<string, string>;
  for (const name in mutable) mutable[name] = intern(name, mutable[name] as string);
  return values;
}

function summaryOf(annotations: Labels): string {
  const text = annotations.summary ?? annotations.description ?? annotations.message ?? '';
  return text.length > MAX_SUMMARY ? `${text.slice(0, MAX_SUMMARY - 1)}…` : text;
}

/** Maps one row. Answers with the very object `known(key)` when the row says nothing new. With `intern` it takes over the row's objects and shares their values. */
export function readRow(raw: unknown, known: (key: string) => Sighting | undefined, intern: Interner | null): Sighting | BadRow {
  if (!isRecord(raw)) return { key: null, why: msg`not an object` };
  const key = raw.fingerprint;
  if (typeof key !== 'string' || key === '' || key.length > 200) return { key: null, why: msg`no fingerprint` };
  const before = known(key);
  if (before && saysWhatIsKnown(before, raw)) return before;
  const labels = textValues(raw.labels);
  if (!labels) return { key, why: msg`labels are not text` };
  const startsAt = startOf(raw.startsAt);
  if (startsAt === null) return { key, why: msg`startsAt is not a date` };
  const annotations = annotationsOf(raw.annotations);
  const suppression = suppressionOf(raw.status);
  const link = linkOf(raw.generatorURL);
  if (before && saysTheSame(before, startsAt, link, suppression, labels, annotations)) return before;
  return {
    key,
    state: 'firing',
    name: labels.alertname || 'alert without a name',
    summary: summaryOf(annotations),
    labels: shareText(labels, intern),
    annotations: shareText(annotations, intern),
    severity: severityOf(labels.severity),
    startsAt,
    suppression,
    link: link !== null && intern ? intern('generatorURL', link) : link,
  };
}
