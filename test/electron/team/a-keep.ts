// A keep in memory for tests of who belongs to a space; the one on a real server has the same tests as this.
import type { TeamKeep } from '../../../electron/team/seams';

export class MemoryKeep implements TeamKeep {
  readonly values = new Map<string, { value: Uint8Array; revision: number }>();
  private readonly listeners = new Set<(key: string, value: Uint8Array | null) => void>();
  private revision = 0;

  async get(key: string) {
    return this.values.get(key) ?? null;
  }

  async put(key: string, value: Uint8Array, revision: number | null): Promise<boolean> {
    if (revision !== null && (this.values.get(key)?.revision ?? 0) !== revision) return false;
    this.values.set(key, { value, revision: ++this.revision });
    for (const listener of this.listeners) listener(key, value);
    return true;
  }

  async keys() {
    return [...this.values.keys()];
  }

  async watch(listener: (key: string, value: Uint8Array | null) => void) {
    for (const [key, { value }] of this.values) listener(key, value);
    this.listeners.add(listener);
    return { stop: async () => void this.listeners.delete(listener) };
  }
}
