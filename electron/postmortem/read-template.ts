// A template's file: front matter that says what it is for, and the Markdown below. Mistakes are told with their place.
import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { oneLine } from '../../shared/domain/plain-text';
import { type PostmortemTemplate, templateFaults } from '../../shared/postmortem/templates/template';

const front = z.strictObject({
  name: z.string('a name is needed').min(1, 'a name is needed').max(80),
  about: z.string().max(300).default(''),
  security: z.boolean().nullable().default(null),
  severities: z.array(z.number().int().min(1).max(5)).max(5).default([]),
  services: z.array(z.string().min(1).max(200)).max(200).default([]),
});

export type ReadTemplate =
  | { readonly ok: true; readonly template: PostmortemTemplate }
  | { readonly ok: false; readonly faults: readonly string[] };

const bad = (...faults: string[]): ReadTemplate => ({ ok: false, faults });
const EXAMPLE = 'it begins with front matter: a line “---”, then “name: …”, then a line “---”';

/** `id`: name of the file without `.md`. Faults name line and column in the file where there is one. */
export function readTemplate(id: string, text: string, isOwn: boolean): ReadTemplate {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  const end = lines[0]?.trimEnd() === '---' ? lines.findIndex((line, at) => at > 0 && line.trimEnd() === '---') : -1;
  if (end === -1) return bad(`1:1: ${EXAMPLE}`);
  const said = frontOf(lines.slice(1, end).join('\n'));
  if (!said.ok) return bad(said.fault);
  const body = lines.slice(end + 1).join('\n');
  const faults = templateFaults(body).map(({ line, column, what }) => `${end + 1 + line}:${column}: ${what}`);
  if (faults.length > 0) return bad(...faults);
  const { name, about, security, severities, services } = said.value;
  return {
    ok: true,
    template: { id, name: oneLine(name, 80), about: oneLine(about, 300), use: { isSecurity: security, severities, services }, isOwn, body },
  };
}

function frontOf(yaml: string): { ok: true; value: z.output<typeof front> } | { ok: false; fault: string } {
  try {
    const checked = front.safeParse(parse(yaml, { maxAliasCount: 0, schema: 'core', logLevel: 'silent' }) ?? {});
    if (checked.success) return { ok: true, value: checked.data };
    const issue = checked.error.issues[0];
    return { ok: false, fault: `front matter: ${issue?.path.join('.') || 'all of it'}: ${issue?.message ?? 'malformed'}` };
  } catch (error) {
    const place = error instanceof YAMLParseError ? error.linePos?.[0] : undefined;
    const words = error instanceof Error ? oneLine(error.message, 200) : 'malformed';
    return { ok: false, fault: `${(place?.line ?? 1) + 1}:${place?.col ?? 1}: front matter: ${words}` };
  }
}
