// Planned downtime as the settings write it: `2026-11-01T02:00+01:00/2026-11-01T04:00+01:00 checkout`, an ISO 8601 interval and a service
// (none: all). Silences are no planned downtime: most hide a problem that is there.
import type { PlannedSpan } from './measures';

const LINE = /^(\S+?)\/(\S+?)(?:\s+(.*))?$/;
/** With its zone, so that nobody has to guess. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})$/;

/** Null: not of that form, or it ends before it begins. */
export function plannedSpan(line: string): PlannedSpan | null {
  const [, begin = '', end = '', service = ''] = LINE.exec(line.trim()) ?? [];
  if (!INSTANT.test(begin) || !INSTANT.test(end)) return null;
  const [from, to] = [Date.parse(begin), Date.parse(end)];
  return Number.isNaN(from) || Number.isNaN(to) || to <= from ? null : { from, to, service: service.trim() };
}

export function plannedSpans(lines: readonly string[]): PlannedSpan[] {
  return lines.flatMap((line) => plannedSpan(line) ?? []);
}
