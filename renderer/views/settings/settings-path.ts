// Settings are addressed by dotted paths (`paging.quietHours.from`), the same in forms, errors and YAML.

/** The value at a path, `undefined` where there is none. */
export function valueAt(tree: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((node, key) => (isTree(node) ? node[key] : undefined), tree);
}

/** A copy of the tree with another value at a path; all that is not on the way stays the same object. */
export function withValueAt<T>(tree: T, path: string, value: unknown): T {
  const [head = '', ...rest] = path.split('.');
  const node: Record<string, unknown> = isTree(tree) ? tree : {};
  const next = rest.length === 0 ? value : withValueAt(node[head] ?? {}, rest.join('.'), value);
  return (Array.isArray(tree) ? tree.map((entry, index) => (String(index) === head ? next : entry)) : { ...node, [head]: next }) as T;
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
