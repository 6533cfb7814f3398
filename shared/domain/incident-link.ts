// `dogwatch://incident/INC-42` names an incident; `#event-ID` behind it an entry of its timeline. Links come from anywhere, so exactly
// this form is understood and nothing else.

export interface IncidentLink {
  /** The incident's number, e.g. 42. */
  readonly number: number;
  /** ULID of an entry; null: the incident as a whole. */
  readonly event: string | null;
}

const FORM = /^dogwatch:\/\/incident\/INC-([1-9]\d{0,8})\/?(?:#event-([0-9A-HJKMNP-TV-Z]{26}))?$/;

/** The link's text. `event` is a ULID. */
export function printIncidentLink(number: number, event: string | null = null): string {
  return `dogwatch://incident/INC-${number}${event === null ? '' : `#event-${event}`}`;
}

/** The link's meaning, or null for every other text. */
export function parseIncidentLink(text: string): IncidentLink | null {
  const found = FORM.exec(text);
  return found?.[1] ? { number: Number(found[1]), event: found[2] ?? null } : null;
}
