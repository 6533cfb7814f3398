// `dogwatch://incident/INC-42` opens an incident, `#event-ID` behind it an entry of its timeline, whoever gave the link to the system.
import { parseIncidentLink } from '../../shared/domain/incident-link';

export const DEEP_LINK_SCHEME = 'dogwatch';

export interface DeepLink {
  /** The incident's number, e.g. 42. */
  readonly incidentNumber: number;
  /** ULID of an entry of its timeline; missing: the incident as a whole. */
  readonly event?: string;
}

/** The link's meaning, or null for every other text. */
export function parseDeepLink(text: string): DeepLink | null {
  const link = parseIncidentLink(text);
  return link && { incidentNumber: link.number, ...(link.event !== null && { event: link.event }) };
}

/** The first deep link among arguments of a command line. */
export function findDeepLink(argv: readonly string[]): DeepLink | null {
  for (const arg of argv) {
    const link = parseDeepLink(arg);
    if (link) return link;
  }
  return null;
}
