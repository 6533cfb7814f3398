// In a storm most label values repeat (a service, a cluster) and a few never do (a pod). Sharing the first kind keeps 50,000 alerts small.

/** Names whose values turn out to be all different are not looked up any more. */
const TRIAL = 256;
const MIN_HIT_SHARE = 0.2;

interface Name {
  readonly values: Map<string, string>;
  looked: number;
  hits: number;
  isWorthIt: boolean;
}

/** Gives the first equal string that was seen under this name. */
export type Interner = (name: string, value: string) => string;

/** Lives for one answer; what it handed out stays shared, the tables are dropped. */
export function createInterner(): Interner {
  const names = new Map<string, Name>();
  const begin = (name: string): Name => {
    const fresh: Name = { values: new Map(), looked: 0, hits: 0, isWorthIt: true };
    names.set(name, fresh);
    return fresh;
  };
  return (name, value) => {
    const known = names.get(name) ?? begin(name);
    if (!known.isWorthIt) return value;
    known.looked += 1;
    const shared = known.values.get(value);
    if (shared !== undefined) {
      known.hits += 1;
      return shared;
    }
    if (known.looked >= TRIAL && known.hits < known.looked * MIN_HIT_SHARE) {
      known.isWorthIt = false;
      known.values.clear();
      return value;
    }
    known.values.set(value, value);
    return value;
  };
}
