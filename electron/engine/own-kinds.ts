// Presets that a person changes are taken up while feeds follow them: no restart, and no feed that is left on an old text.
import { isOwnKind, loadKind, registry, watchPresetsOf } from '../feeds/registry';

export class OwnKinds {
  private kinds: readonly string[] = [];
  private ending: Promise<() => void> | null = null;
  private readonly changed: () => void;

  /** `changed`: one of the kinds that are followed is another one. */
  constructor(changed: () => void) {
    this.changed = changed;
  }

  /** From now on the presets among these kinds are looked after; without any nothing is watched. */
  follow(kinds: readonly string[]): void {
    this.kinds = kinds.filter(isOwnKind);
    if (this.kinds.length > 0) this.ending ??= this.watch();
  }

  /** Resolves when changes are noticed. */
  get ready(): Promise<unknown> {
    return Promise.resolve(this.ending);
  }

  async stop(): Promise<void> {
    this.kinds = [];
    (await this.ending)?.();
  }

  /** What changed before the folder was watched is found by reading once more. */
  private async watch(): Promise<() => void> {
    const end = await watchPresetsOf(() => void this.readAgain());
    void this.readAgain();
    return end;
  }

  private async readAgain(): Promise<void> {
    const before = this.kinds.map((kind) => registry.get(kind));
    const after = await Promise.all(this.kinds.map(loadKind));
    if (this.kinds.length > 0 && after.some((feed, at) => feed !== before[at])) this.changed();
  }
}
