// Ids that stand in files and logs, made from the names that people give.

/** `Prod Alertmanager (EU)` -> `prod-alertmanager-eu`, as the rule for ids wants it. */
export function slug(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
}

/** `base`, or with a number behind it when it is taken. */
export function freeId(base: string, taken: readonly string[]): string {
  if (!taken.includes(base)) return base;
  for (let n = 2; ; n++) if (!taken.includes(`${base.slice(0, 36)}-${n}`)) return `${base.slice(0, 36)}-${n}`;
}
