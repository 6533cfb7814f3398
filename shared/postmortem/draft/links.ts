// Links to addresses that came with alerts.
import { escapeCut } from './escape';

const WEB = /^https?:\/\/[^\s/?#@]+(?:[/?#]|$)/i;
const NOT_IN_ADDRESSES = /[^\w\-.~:/?#@!$&'*+,;=%]/gu;
const LONGEST_ADDRESS = 2000;

/** A link to an address that somebody else wrote, or only its escaped label when it is none that may be opened (http and https, no login in it). */
export function webLink(label: string, address: string): string {
  const words = escapeCut(label, 80);
  if (!WEB.test(address) || address.length > LONGEST_ADDRESS || /\p{Cs}/u.test(address)) return words;
  const safe = address.replace(NOT_IN_ADDRESSES, (character) => encodeURIComponent(character).replace(/[()']/g, percent));
  return `[${words}](${safe.replace(/[&*]/g, '\\$&')})`;
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
