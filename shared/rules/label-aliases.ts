// The same thing has other names in other tools: host, hostname, and instance with a port. Values are compared as one.
import type { Labels } from '../domain/alert';
import type { CorrelationSettings } from '../settings/correlation';

type Alias = CorrelationSettings['aliases'][number];

/** The value of a label or alias, made comparable; '' where an alert has none or where it is too long to name anything. */
export type Canonical = (labels: Labels, name: string) => string;

const LONGEST = 200;
const PORT = /^(\[[^\]]+\]|[^:]+):\d{1,5}$/;
const ADDRESS = /^[\d.]+$|:/;

/** Names that are no alias are plain labels. */
export function aliasesOf(aliases: readonly Alias[]): Canonical {
  const byName = new Map(aliases.map((alias) => [alias.name, alias]));
  return (labels, name) => {
    const alias = byName.get(name);
    if (!alias) return comparable(labels[name] ?? '', 'nothing');
    for (const label of alias.labels) {
      const value = comparable(labels[label] ?? '', alias.without);
      if (value !== '') return value;
    }
    return '';
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
