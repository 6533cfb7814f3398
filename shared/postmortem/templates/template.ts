// A postmortem's template: Markdown with `{{placeholders}}`. Strict, so that a mistyped one is found when it is written and not in the
// document; what a placeholder brings in is never read as a template again.
import type { IncidentRow } from '../../domain/incident';
import { oneLine } from '../../domain/plain-text';
import type { Material } from '../draft/input';
import { PLACEHOLDERS } from './placeholders';

/** Which incidents a template is for: all that is given must hold; nothing given: it is for any. */
export interface TemplateUse {
  readonly isSecurity: boolean | null;
  /** SEV numbers; empty: all. */
  readonly severities: readonly number[];
  /** Services by name; empty: all. */
  readonly services: readonly string[];
}

export interface PostmortemTemplate {
  /** Name of its file without `.md`. */
  readonly id: string;
  readonly name: string;
  /** For which incidents it is, in words. */
  readonly about: string;
  readonly use: TemplateUse;
  readonly isOwn: boolean;
  readonly body: string;
}

/** 1-based place in the body of the template. */
export interface TemplateFault {
  readonly line: number;
  readonly column: number;
  readonly what: string;
}

const PLACE = /\{\{([^{}\n]*)\}\}|\{\{/g;

/** What is wrong with a body; empty: nothing. */
export function templateFaults(body: string): TemplateFault[] {
  const faults: TemplateFault[] = [];
  body.split('\n').forEach((text, at) => {
    for (const found of text.matchAll(PLACE)) {
      const fault = (what: string): void => void faults.push({ line: at + 1, column: found.index + 1, what });
      if (found[1] === undefined) {
        fault('“{{” is not closed on its line');
        continue;
      }
      const name = found[1].trim();
      const known = Object.hasOwn(PLACEHOLDERS, name) ? PLACEHOLDERS[name] : undefined;
      if (!known) fault(`there is no placeholder “${oneLine(name, 40)}”; known: ${Object.keys(PLACEHOLDERS).join(', ')}`);
      else if (known.isBlock && text.trim() !== found[0]) fault(`“${name}” takes several lines: it must stand alone on its line`);
    }
  });
  return faults;
}

/** The document. `body` must be without faults. A block that has nothing to say leaves no gap. */
export function fillTemplate(body: string, material: Material): string {
  const written = new Map<string, string>();
  const write = (name: string): string => {
    let text = written.get(name);
    if (text === undefined) {
      text = PLACEHOLDERS[name]?.write(material) ?? '';
      written.set(name, text);
    }
    return text;
  };
  const filled = body.replace(PLACE, (_, name: string) => write(name.trim()));
  return `${filled.replace(/\n{3,}/g, '\n\n').trim()}\n`;
}

function fits({ isSecurity, severities, services }: TemplateUse, row: IncidentRow): boolean {
  if (isSecurity !== null && isSecurity !== row.isSecurity) return false;
  if (severities.length > 0 && !severities.includes(row.severity)) return false;
  return services.length === 0 || (row.service !== null && services.includes(row.service));
}

/** Security goes first, then services, then severities; at the same weight one's own. */
function weight({ use, isOwn }: PostmortemTemplate): number {
  return (use.isSecurity === true ? 16 : 0) + (use.services.length > 0 ? 8 : 0) + (use.severities.length > 0 ? 4 : 0) + (isOwn ? 1 : 0);
}

function whyOf({ use, isOwn, name }: PostmortemTemplate, row: IncidentRow): string {
  const reasons = [
    use.isSecurity === true ? `INC-${row.number} is a security incident` : '',
    use.services.length > 0 ? `it is about ${row.service}` : '',
    use.severities.length > 0 ? `it is SEV${row.severity}` : '',
  ].filter(Boolean);
  const own = isOwn ? ' (of your own folder)' : '';
  return reasons.length > 0
    ? `“${name}”${own}, because ${reasons.join(' and ')}`
    : `“${name}”${own}, because no other template is for this incident`;
}

/** The template for an incident and the reason; null when there is none at all. */
export function chooseTemplate(
  templates: readonly PostmortemTemplate[],
  row: IncidentRow,
): { template: PostmortemTemplate; why: string } | null {
  const [best] = templates.filter(({ use }) => fits(use, row)).sort((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1));
  return best ? { template: best, why: whyOf(best, row) } : null;
}
