// A conference link may be one for all incidents or one for each: `{{number}}` in it stands for the incident's number.

const NUMBER = /\{\{\s*number\s*\}\}/g;

/** Does the link differ from incident to incident? */
export function isLinkPerIncident(template: string): boolean {
  return template.search(NUMBER) >= 0;
}

/** The link of one incident, or null when what comes out is no http(s) address. */
export function bridgeLink(template: string, number: number): string | null {
  const link = template.trim().replace(NUMBER, String(number));
  return /^https?:\/\/[^\s/]+/i.test(link) && !/\s/.test(link) ? link : null;
}
