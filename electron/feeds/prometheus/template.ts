// Fills a rule's summary. What a label brings in stays text: it is put in once and never read as a template again.
import type { Labels } from '../../../shared/domain/alert';

const MAX_SUMMARY = 2000;
const PLACE = /\{\{\s*\$(?:(value)(?:\s*\|\s*(\w+))?|labels\.(\w+))\s*\}\}/g;

const SCALED: readonly (readonly [number, string])[] = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
];
const BINARY: readonly (readonly [number, string])[] = [
  [1024 ** 4, 'Ti'],
  [1024 ** 3, 'Gi'],
  [1024 ** 2, 'Mi'],
  [1024, 'Ki'],
];

function short(value: number, digits = 4): string {
  if (Number.isInteger(value) && Math.abs(value) < 10 ** digits) return String(value + 0);
  return String(Number(value.toPrecision(digits)));
}

function scaled(value: number, units: readonly (readonly [number, string])[]): string {
  const [size, unit] = units.find(([least]) => Math.abs(value) >= least) ?? [1, ''];
  return `${short(value / size)}${unit}`;
}

function lasting(seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  const parts = [Math.floor(whole / 86_400), Math.floor(whole / 3600) % 24, Math.floor(whole / 60) % 60, whole % 60];
  const words = parts.flatMap((count, i) => (count > 0 ? [`${count}${'dhms'[i]}`] : []));
  return `${seconds < 0 ? '-' : ''}${words.length > 0 ? words.slice(0, 2).join(' ') : `${short(Math.abs(seconds))}s`}`;
}

/** The value of a sample in words; infinities are said as Prometheus says them. */
export function valueWords(value: number, how: string | undefined): string {
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (how === 'humanize') return scaled(value, SCALED);
  if (how === 'humanize1024') return scaled(value, BINARY);
  if (how === 'humanizePercentage') return `${short(value * 100)}%`;
  return how === 'humanizeDuration' ? lasting(value) : short(value, 6);
}

/** Texts, and between them what is put in: the value (how), or a label. */
type Piece = string | { readonly how: string | undefined } | { readonly label: string };

function piecesOf(template: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { index, 0: whole, 1: isValue, 2: how, 3: label = '' } of template.matchAll(PLACE)) {
    if (index > from) pieces.push(template.slice(from, index));
    pieces.push(isValue === undefined ? { label } : { how });
    from = index + whole.length;
  }
  return from < template.length ? [...pieces, template.slice(from)] : pieces;
}

function said(piece: Piece, labels: Labels, value: number): string {
  if (typeof piece === 'string') return piece;
  if ('how' in piece) return valueWords(value, piece.how);
  return Object.hasOwn(labels, piece.label) ? String(labels[piece.label]) : '';
}

/** What says `template` with the facts of a series; the value where it is empty. */
export function summaryOf(template: string): (labels: Labels, value: number) => string {
  if (template === '') return (_, value) => `value ${valueWords(value, undefined)}`;
  const pieces = piecesOf(template);
  return (labels, value) => {
    let text = '';
    for (const piece of pieces) text += said(piece, labels, value);
    return text.length > MAX_SUMMARY ? `${text.slice(0, MAX_SUMMARY - 1)}…` : text;
  };
}
