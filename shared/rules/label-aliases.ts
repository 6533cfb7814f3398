// The same thing has other names in other tools: host, hostname, and instance with a port. Values are compared as one.
import type { Labels } from '../domain/alert';
import type { CorrelationSettings } from '../settings/correlation';

type Alias = CorrelationSettings['aliases'][number];

/** The value of a label or alias, made comparable; '' where an alert has none or where it is too long to name anything. */
export type Canonical = (labels: Labels, name: string) => string;

const LONGEST = 200;
const MOST_REMEMBERED = 20_000;
const PORT = /^(\[[^\]]+\]|[^:]+):\d{1,5}$/;
const ADDRESS = /^[\d.]+$|:/;

/** Names that are no alias are plain labels. */
export function aliasesOf(aliases: readonly Alias[]): Canonical {
  const byName = new Map(aliases.map((alias) => [alias.name, alias]));
  const hosts = remembered((value) => comparable(value, 'port'));
  const names = remembered((value) => comparable(value, 'port and domain'));
  const plain = remembered((value) => comparable(value, 'nothing'));
  const by: Readonly<Record<Alias['without'], (value: string) => string>> = { nothing: plain, port: hosts, 'port and domain': names };
  return (labels, name) => {
    const alias = byName.get(name);
    if (!alias) return plain(labels[name] ?? '');
    for (const label of alias.labels) {
      const value = by[alias.without](labels[label] ?? '');
      if (value !== '') return value;
    }
    return '';
  };
}

/** Few values come often; many are forgotten all at once. */
function remembered(make: (value: string) => string): (value: string) => string {
  const known = new Map<string, string>();
  return (value) => {
    if (value === '') return '';
    const before = known.get(value);
    if (before !== undefined) return before;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const made = make(value);
    if (value.length <= LONGEST) known.set(value, made);
    return made;
  };
}

function comparable(value: string, without: Alias['without']): string {
  if (value === '' || value.length > LONGEST) return '';
  const text = value.trim().toLowerCase();
  if (without === 'nothing') return text;
  const host = PORT.exec(text)?.[1] ?? text;
  if (without === 'port' || ADDRESS.test(host)) return host;
  return host.split('.', 1)[0] ?? host;
}
