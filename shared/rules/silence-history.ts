// What a silence would have hidden in the past: counted over columns of sightings, so that a month of a million costs no objects.

/** Columns of equal length: numbers of label sets and of incidents, Unix ms. */
export interface SightingColumns {
  readonly labels: ArrayLike<number>;
  readonly incidents: ArrayLike<number>;
  readonly at: ArrayLike<number>;
}

/** One day of the look back; `from` is Unix ms. */
export interface HiddenDay {
  readonly from: number;
  /** Firings that fit. */
  readonly episodes: number;
  /** Pages of incidents that would have been hidden wholly. */
  readonly pages: number;
}

export interface HiddenIncident {
  readonly n: number;
  readonly episodes: number;
  /** Everything that fired in it fits: it would not have paged. */
  readonly isWhole: boolean;
  readonly pages: number;
}

export interface HiddenPast {
  readonly episodes: number;
  /** Alerts that differ in a label. */
  readonly alerts: number;
  /** Incidents in which something fits. */
  readonly incidents: number;
  readonly whole: number;
  readonly pages: number;
  readonly days: readonly HiddenDay[];
  /** Those that paged most first, then those with most firings. */
  readonly loudest: readonly HiddenIncident[];
}

const DAY_MS = 86_400_000;

/** Take all sightings in, then all pages, then ask. */
export class HiddenCount {
  private readonly from: number;
  private readonly hits: Uint8Array;
  private readonly seen: Uint8Array;
  private readonly total: Uint32Array;
  private readonly hidden: Uint32Array;
  private readonly pagesOf: Uint32Array;
  private readonly dayEpisodes: Uint32Array;
  private readonly dayPages: Uint32Array;

  /** `hits[n]` is 1 where the label set `n` fits; `incidents` is the greatest number of one; `days` of 24 h begin at `from` (Unix ms). */
  constructor(from: number, days: number, hits: Uint8Array, incidents: number) {
    this.from = from;
    this.hits = hits;
    this.seen = new Uint8Array(hits.length);
    this.total = new Uint32Array(incidents + 1);
    this.hidden = new Uint32Array(incidents + 1);
    this.pagesOf = new Uint32Array(incidents + 1);
    this.dayEpisodes = new Uint32Array(days);
    this.dayPages = new Uint32Array(days);
  }

  take({ labels, incidents, at }: SightingColumns): void {
    for (let i = 0; i < at.length; i++) {
      const day = this.dayOf(at[i] as number);
      if (day === null) continue;
      const incident = incidents[i] as number;
      const set = labels[i] as number;
      this.total[incident] = (this.total[incident] ?? 0) + 1;
      if (this.hits[set] !== 1) continue;
      this.seen[set] = 1;
      this.hidden[incident] = (this.hidden[incident] ?? 0) + 1;
      this.dayEpisodes[day] = (this.dayEpisodes[day] ?? 0) + 1;
    }
  }

  takePages({ incidents, at }: Omit<SightingColumns, 'labels'>): void {
    for (let i = 0; i < at.length; i++) {
      const day = this.dayOf(at[i] as number);
      const incident = incidents[i] as number;
      if (day === null || !this.isWhole(incident)) continue;
      this.pagesOf[incident] = (this.pagesOf[incident] ?? 0) + 1;
      this.dayPages[day] = (this.dayPages[day] ?? 0) + 1;
    }
  }

  /** `most`: how many incidents are named. */
  result(most: number): HiddenPast {
    const touched: HiddenIncident[] = [];
    this.hidden.forEach((episodes, n) => {
      if (episodes > 0) touched.push({ n, episodes, isWhole: this.isWhole(n), pages: this.pagesOf[n] ?? 0 });
    });
    return {
      ...{ episodes: sumOf(this.dayEpisodes), alerts: sumOf(this.seen), incidents: touched.length, pages: sumOf(this.dayPages) },
      whole: touched.filter(({ isWhole }) => isWhole).length,
      days: Array.from(this.dayEpisodes, (episodes, i) => ({ from: this.from + i * DAY_MS, episodes, pages: this.dayPages[i] ?? 0 })),
      loudest: touched.sort((a, b) => b.pages - a.pages || b.episodes - a.episodes || b.n - a.n).slice(0, most),
    };
  }

  private isWhole(incident: number): boolean {
    const hidden = this.hidden[incident] ?? 0;
    return hidden > 0 && hidden === this.total[incident];
  }

  /** Null: outside of the days. */
  private dayOf(at: number): number | null {
    const day = Math.floor((at - this.from) / DAY_MS);
    return day >= 0 && day < this.dayEpisodes.length ? day : null;
  }
}

function sumOf(column: Iterable<number>): number {
  let sum = 0;
  for (const n of column) sum += n;
  return sum;
}
