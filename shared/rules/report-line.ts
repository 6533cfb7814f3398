// An incident in one line, as a person types it at 03:10: `checkout is down sev2 #payments !security`. Only whole words are signs; the
// rest is the title.
import type { IncidentSeverity } from '../domain/severity';

export interface ReportLine {
  readonly title: string;
  readonly severity: IncidentSeverity;
  /** Did the line say it? Else it is the usual one. */
  readonly isSeveritySaid: boolean;
  /** Null: none was named. */
  readonly service: string | null;
  readonly isSecurity: boolean;
}

/** Where nothing is said: bad enough to page, not to break through the night. */
export const USUAL_SEVERITY: IncidentSeverity = 3;
export const REPORT_TITLE_MAX = 300;
export const SERVICE_MAX = 100;

/** Reads the line; the last of several severities or services counts. */
export function readReportLine(line: string): ReportLine {
  let severity: IncidentSeverity | null = null;
  let service: string | null = null;
  let isSecurity = false;
  const title: string[] = [];
  for (const word of line.replace(/^\s*report\s*:/i, '').split(/\s+/)) {
    const [, sev] = /^sev-?([1-5])$/i.exec(word) ?? [];
    const [, named] = /^#([\p{L}\p{N}][\p{L}\p{N}._/-]*)$/u.exec(word) ?? [];
    if (sev !== undefined) severity = Number(sev) as IncidentSeverity;
    else if (named !== undefined) service = named.slice(0, SERVICE_MAX);
    else if (/^!sec(urity)?$/i.test(word)) isSecurity = true;
    else if (word !== '') title.push(word);
  }
  return {
    title: title.join(' ').slice(0, REPORT_TITLE_MAX),
    severity: severity ?? USUAL_SEVERITY,
    isSeveritySaid: severity !== null,
    service,
    isSecurity,
  };
}
