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

/** `template` with the facts of one series; the rule's name and value where it is empty. */
export function fillSummary(template: string, labels: Labels, value: number): string {
  if (template === '') return `value ${valueWords(value, undefined)}`;
  const text = template.replace(PLACE, (_, isValue: string | undefined, how: string | undefined, label: string) =>
    isValue === undefined ? (Object.hasOwn(labels, label) ? String(labels[label]) : '') : valueWords(value, how),
  );
  return text.length > MAX_SUMMARY ? `${text.slice(0, MAX_SUMMARY - 1)}…` : text;
}
