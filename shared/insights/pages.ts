// Pages that were shown, as columns in the order of time: a look counts a hundred thousand of them without an object for each.

/** A page that was shown on a desk; `slot`: place of its incident in `Kept.bySlot`, -1: it stood for several, or for none. */
export interface PageFact {
  readonly at: number;
  readonly slot: number;
  readonly device: string;
}

export class Pages {
  readonly at: Float64Array;
  readonly slot: Int32Array;
  /** Places in `devices`. */
  readonly device: Uint16Array;
  readonly devices: readonly string[];

  constructor(at: Float64Array, slot: Int32Array, device: Uint16Array, devices: readonly string[]) {
    this.at = at;
    this.slot = slot;
    this.device = device;
    this.devices = devices;
  }

  /** In the order in which they are given. */
  static of(all: readonly PageFact[]): Pages {
    const devices = [...new Set(all.map(({ device }) => device))];
    const places = new Map(devices.map((device, place) => [device, place]));
    return new Pages(
      Float64Array.from(all, ({ at }) => at),
      Int32Array.from(all, ({ slot }) => slot),
      Uint16Array.from(all, ({ device }) => places.get(device) ?? 0),
      devices,
    );
  }

  /** One after the other, then put into the order of time. */
  static joined(parts: readonly Pages[]): Pages {
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    const devices = [...new Set(parts.flatMap((part) => part.devices))];
    const joined = new Pages(new Float64Array(length), new Int32Array(length), new Uint16Array(length), devices);
    let from = 0;
    for (const part of parts) {
      const places = part.devices.map((device) => devices.indexOf(device));
      joined.at.set(part.at, from);
      joined.slot.set(part.slot, from);
      for (let i = 0; i < part.length; i++) joined.device[from + i] = places[part.device[i] as number] as number;
      from += part.length;
    }
    return joined.inOrder();
  }

  get length(): number {
    return this.at.length;
  }

  /** Index of the first that is not before `at`. */
  firstAtOrAfter(at: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.at[middle] as number) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Those at the places `among`, in that order. */
  only(among: ArrayLike<number>): Pages {
    const { length } = among;
    const [at, slot, device] = [new Float64Array(length), new Int32Array(length), new Uint16Array(length)];
    for (let i = 0; i < length; i++) {
      const place = among[i] as number;
      at[i] = this.at[place] as number;
      slot[i] = this.slot[place] as number;
      device[i] = this.device[place] as number;
    }
    return new Pages(at, slot, device, this.devices);
  }

  /** They mostly come in their order, and looking is far cheaper than sorting. */
  private inOrder(): Pages {
    const { at } = this;
    for (let i = 1; i < at.length; i++) {
      if ((at[i] as number) >= (at[i - 1] as number)) continue;
      const order = Array.from(at, (_, place) => place).sort((a, b) => (at[a] as number) - (at[b] as number));
      return this.only(order);
    }
    return this;
  }
}
