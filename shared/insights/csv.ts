// Tables as CSV (RFC 4180), for spreadsheets that would run what looks like a formula.

/** What begins a formula, also in the wide forms that some spreadsheets read as such. */
const FORMULA = '[=+\\-@\uff1d\uff0b\uff0d\uff20]';
const AT_START = new RegExp(`^\\s*${FORMULA}|^[\\t\\r]`);
/** A spreadsheet that separates by something else would begin a cell here. */
const AFTER_A_BREAK = new RegExp(`([;\\t\\r\\n]["' ]*)(?=${FORMULA})`, 'g');

/** A cell that a spreadsheet would compute gets an apostrophe in front; plain numbers stay numbers. */
function cellOf(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const inner = value.replace(AFTER_A_BREAK, "$1'");
  const text = AT_START.test(inner) ? `'${inner}` : inner;
  return /[",\r\n;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** With a byte order mark, so that spreadsheets read it as UTF-8. */
export function csvOf(head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${[head, ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')}`;
}
