// The front matter of an exported postmortem: what a site generator or the next import wants to know before the text.
import { revealLine } from '../../domain/reveal-text';
import { type ExportDocument, titleOf } from './document';

/** YAML between `---` lines. JSON strings are YAML strings, so that no title can break out of its line. */
export function printFrontMatter(postmortem: ExportDocument): string {
  const { number, severity, service, status, isRestricted, editedAt } = postmortem;
  const fields: readonly (readonly [string, string | number | boolean | null])[] = [
    ['title', titleOf(postmortem)],
    ['incident', `INC-${number}`],
    ['severity', `SEV${severity}`],
    ['service', service === null ? null : revealLine(service)],
    ['status', status],
    ['restricted', isRestricted],
    ['updated', new Date(editedAt).toISOString()],
  ];
  const lines = fields.filter(([, value]) => value !== null).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return ['---', ...lines, '---', ''].join('\n');
}
