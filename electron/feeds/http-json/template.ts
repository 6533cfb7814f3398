// Fills {{name}} in addresses, headers and bodies. A value is encoded for the place where it comes to stand, so that no value of a
// source or a person can change what is asked.
export type Values = Readonly<Record<string, string>>;

const HOLE = /\{\{\s*([A-Za-z][A-Za-z0-9_]*)\s*(?:\|\s*(?:number|null)\s*)?\}\}/g;
/** In a JSON body: a number, or null where the value is empty. */
const WHOLE = /^\{\{\s*([A-Za-z][A-Za-z0-9_]*)\s*\|\s*(number|null)\s*\}\}$/;

/** Names that a text asks for. */
export function holesIn(text: string): readonly string[] {
  return [...text.matchAll(HOLE)].map((match) => match[1] ?? '');
}

const said = (values: Values, name: string): string => (Object.hasOwn(values, name) ? (values[name] ?? '') : '');

/** As it is, without line breaks: headers. */
export function fillPlain(text: string, values: Values): string {
  return text.replace(HOLE, (_, name: string) => said(values, name).replace(/[\r\n\0]+/g, ' '));
}

/** Only what an address begins with may be an address; everything else is percent-encoded. */
export function fillUrl(text: string, values: Values): string {
  return text.replace(HOLE, (_, name: string, at: number) => {
    const value = said(values, name);
    if (at === 0) return value.replace(/\/+$/, '');
    // A dot segment would walk up the path.
    return /^\.{1,2}$/.test(value) ? '' : encodeURIComponent(value.replace(/\p{Cs}/gu, ''));
  });
}

/** Texts inside a JSON body; `{{name | number}}` alone gives a number, `{{name | null}}` alone gives null for an empty value. */
export function fillJson(body: unknown, values: Values): unknown {
  const whole = typeof body === 'string' ? WHOLE.exec(body) : null;
  if (whole) {
    const value = said(values, whole[1] ?? '');
    if (value === '') return null;
    return whole[2] === 'number' ? Number(value) : value;
  }
  if (typeof body === 'string') return body.replace(HOLE, (_, name: string) => said(values, name));
  if (Array.isArray(body)) return body.map((one) => fillJson(one, values));
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, fillJson(value, values)]));
}
