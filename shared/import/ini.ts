// INI files as Python's configparser writes them: sections, `key = value`, comments on lines of their own.

export type Ini = ReadonlyMap<string, ReadonlyMap<string, string>>;
export type IniResult = { readonly ok: true; readonly ini: Ini } | { readonly ok: false; readonly why: string };

const SECTION = /^\[([^\]]+)\]\s*$/;

/** Keys are lower-case, as configparser has them; the last of two equal keys counts. A line that is none of it is refused with its number. */
export function parseIni(text: string): IniResult {
  const ini = new Map<string, Map<string, string>>();
  let section: Map<string, string> | null = null;
  let key = '';
  for (const [at, line] of text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '' || /^\s*[#;]/.test(line)) continue;
    const head = SECTION.exec(line)?.[1];
    if (head !== undefined) {
      section = ini.get(head) ?? new Map();
      ini.set(head, section);
      key = '';
      continue;
    }
    if (section === null) return { ok: false, why: `line ${at + 1} stands before any [section]` };
    if (/^\s/.test(line) && key !== '') {
      section.set(key, `${section.get(key) ?? ''}\n${line.trim()}`);
      continue;
    }
    const split = /[=:]/.exec(line)?.index ?? line.length;
    key = line.slice(0, split).trim().toLowerCase();
    if (key === '') return { ok: false, why: `line ${at + 1} has no name before its value` };
    section.set(key, line.slice(split + 1).trim());
  }
  return { ok: true, ini };
}
