// `dogwatch://incident/INC-42` opens an incident. Links come from anywhere, so exactly this form is understood and nothing else.
export const DEEP_LINK_SCHEME = 'dogwatch';

export interface DeepLink {
  /** The incident's number, e.g. 42. */
  readonly incidentNumber: number;
}

const FORM = /^dogwatch:\/\/incident\/INC-([1-9]\d{0,8})\/?$/;

/** The link's meaning, or null for every other text. */
export function parseDeepLink(text: string): DeepLink | null {
  const found = FORM.exec(text);
  return found?.[1] ? { incidentNumber: Number(found[1]) } : null;
}

/** The first deep link among arguments of a command line. */
export function findDeepLink(argv: readonly string[]): DeepLink | null {
  for (const arg of argv) {
    const link = parseDeepLink(arg);
    if (link) return link;
  }
  return null;
}
