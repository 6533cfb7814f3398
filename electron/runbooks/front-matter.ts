// The few lines of YAML at the top of a runbook: its title, and the alerts, services and labels that it is for.
import { parse } from 'yaml';
import { oneLine } from '../../shared/domain/plain-text';
import type { RunbookParam } from '../../shared/domain/run';
import type { RunbookFront } from '../../shared/domain/runbook';

const MAX_LINES = 200;
const MAX_NAMES = 200;

export const NO_FRONT: RunbookFront = { title: '', alerts: [], services: [], labels: {} };

/** Splits a text; `lines` is how many lines the front matter takes, 0 for none. What is no valid YAML counts as none said. */
export function readFront(lines: readonly string[]): { readonly front: RunbookFront; readonly lines: number } {
  if (lines[0]?.trimEnd() !== '---') return { front: NO_FRONT, lines: 0 };
  const end = lines.slice(0, MAX_LINES).findIndex((line, i) => i > 0 && /^(---|\.\.\.)\s*$/.test(line));
  if (end === -1) return { front: NO_FRONT, lines: 0 };
  return { front: understood(lines.slice(1, end).join('\n')), lines: end + 1 };
}

function understood(yaml: string): RunbookFront {
  try {
    const said: unknown = parse(yaml, { maxAliasCount: 0, schema: 'core', logLevel: 'silent' });
    if (typeof said !== 'object' || said === null) return NO_FRONT;
    const { title, alerts, alert, services, service, labels, params: asked } = said as Record<string, unknown>;
    const params = paramsIn(asked);
    return {
      title: typeof title === 'string' || typeof title === 'number' ? oneLine(String(title), 200) : '',
      alerts: [...names(alerts), ...names(alert)],
      services: [...names(services), ...names(service)],
      labels: pairs(labels),
      ...(params.length > 0 && { params }),
    };
  } catch {
    return NO_FRONT;
  }
}

function names(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list
    .filter((v) => typeof v === 'string' && v.trim() !== '')
    .slice(0, MAX_NAMES)
    .map((v: string) => oneLine(v, 200));
}

function pairs(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const entries = Object.entries(value).filter(([, v]) => ['string', 'number', 'boolean'].includes(typeof v));
  return Object.fromEntries(entries.slice(0, MAX_NAMES).map(([name, v]) => [oneLine(name, 200), oneLine(String(v), 500)]));
}

const TYPES = new Set(['text', 'number', 'choice', 'secret']);
const MAX_PARAMS = 50;

/** `params: [pod]` or `params: { pod: { type, label, choices, default } }`; what has no usable name is left out. */
function paramsIn(value: unknown): RunbookParam[] {
  const entries: (readonly [string, unknown])[] = Array.isArray(value)
    ? value.filter((v) => typeof v === 'string').map((name: string) => [name, null] as const)
    : Object.entries(typeof value === 'object' && value !== null ? value : {});
  return entries
    .filter(([name]) => /^[A-Za-z_][A-Za-z0-9_]{0,59}$/.test(name))
    .slice(0, MAX_PARAMS)
    .map(([name, about]) => {
      const {
        type,
        label,
        choices,
        default: preset,
      } = (typeof about === 'object' && about !== null ? about : {}) as Record<string, unknown>;
      const listed = names(choices);
      const known = typeof type === 'string' && TYPES.has(type) ? (type as RunbookParam['type']) : listed.length > 0 ? 'choice' : 'text';
      return {
        ...{ name, type: known === 'choice' && listed.length === 0 ? 'text' : known, choices: listed },
        label: typeof label === 'string' && label.trim() !== '' ? oneLine(label, 120) : name,
        default: known === 'secret' || !['string', 'number', 'boolean'].includes(typeof preset) ? '' : oneLine(String(preset), 500),
      };
    });
}
