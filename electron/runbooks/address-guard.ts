// Alerts are hostile text, and their links are asked without a person. So this machine, the local link and private networks are asked
// only where the person's settings name the host; the check is made on the address that is connected to, not on the name alone.
import { lookup as dnsLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Two lists: Node holds addresses of the one kind against nets of the other where these are mapped. */
const inner4 = new BlockList();
const inner6 = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inner4.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 127],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inner6.addSubnet(net, bits, 'ipv6');

/** Is this address (v4 or v6) one that the whole internet shares? */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  return family === 4 ? !inner4.check(address) : !inner6.check(address, 'ipv6');
}

/** `wiki.example`, `*.corp.example` (with all below it), or `*`; case does not matter. */
export function isNamed(host: string, named: readonly string[]): boolean {
  const name = host.toLowerCase();
  return named.some((n) => {
    const wanted = n.toLowerCase();
    return wanted === '*' || wanted === name || (wanted.startsWith('*.') && name.endsWith(wanted.slice(1)));
  });
}

export const INNER_WHAT = 'The link leads into a private network or to this machine.';

/** Why an address is not asked, before anything is connected; null: it may be. */
export function refuseLink(url: URL, named: readonly string[]): string | null {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'Only http and https are asked.';
  if (url.username !== '' || url.password !== '') return 'There is a login in the link.';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) !== 0 && !isPublicAddress(host) && !isNamed(host, named) ? INNER_WHAT : null;
}

/** Resolves names for the connection itself; refuses with code `EPRIVATE` where an inner address would be asked for a host nobody named. */
export function guardedLookup(named: () => readonly string[]): LookupFunction {
  return (hostname, options, callback) => {
    dnsLookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const isFree = isNamed(hostname, named());
      const allowed = addresses.filter((a) => isFree || isPublicAddress(a.address));
      const [first] = allowed;
      if (!first) return callback(Object.assign(new Error(INNER_WHAT), { code: 'EPRIVATE' }), '', 0);
      if (options.all) return callback(null, allowed);
      callback(null, first.address, first.family);
    });
  };
}
