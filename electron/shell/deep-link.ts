// `dogwatch://incident/INC-42` opens an incident; `#event-ID` behind it names an entry of its timeline. Links come from anywhere, so exactly this form is understood and nothing else.
export const DEEP_LINK_SCHEME = 'dogwatch';

export interface DeepLink {
  /** The incident's number, e.g. 42. */
  readonly incidentNumber: number;
  /** ULID of an entry of its timeline; missing: the incident as a whole. */
  readonly event?: string;
}

const FORM = /^dogwatch:\/\/incident\/INC-([1-9]\d{0,8})\/?(?:#event-([0-9A-HJKMNP-TV-Z]{26}))?$/;

/** The link's meaning, or null for every other text. */
export function parseDeepLink(text: string): DeepLink | null {
  const found = FORM.exec(text);
  if (!found?.[1]) return null;
  return { incidentNumber: Number(found[1]), ...(found[2] && { event: found[2] }) };
}

/** The first deep link among arguments of a command line. */
export function findDeepLink(argv: readonly string[]): DeepLink | null {
  for (const arg of argv) {
    const link = parseDeepLink(arg);
    if (link) return link;
  }
  return null;
}
