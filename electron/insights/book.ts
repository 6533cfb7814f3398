// The facts in memory while somebody looks: read once in slices, kept up with the log, and given back some minutes after the last look.
import type { Kept } from '../../shared/insights/material';
import { inSlices } from '../engine/slices';
import type { Log } from '../log/store';
import { InsightKeeper } from './keeper';
import { Shelf } from './shelf';

const SLICE_MS = 12;
const FORGET_AFTER_MS = 300_000;
/** Share of a first look that reading events takes; the rest is making blocks. */
const READING = 0.9;

export class InsightBook {
  private readonly log: Pick<Log, 'events' | 'head' | 'insights'>;
  private readonly keeper: InsightKeeper;
  private shelf: Shelf | null = null;
  /** One after the other, so that nothing is folded while the shelf is filled. */
  private last: Promise<unknown> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  constructor(log: Pick<Log, 'events' | 'head' | 'insights'>) {
    this.log = log;
    this.keeper = new InsightKeeper(log);
  }

  /** Everything up to the log's last event. `onProgress`: how far the events are read, 0 to 1. */
  open(onProgress: (share: number) => void): Promise<Kept> {
    const opened = this.last.then(() => this.openNow(onProgress));
    this.last = opened.catch(() => undefined);
    return opened;
  }

  private async openNow(onProgress: (share: number) => void): Promise<Kept> {
    await this.keeper.catchUp((share) => onProgress(share * READING));
    const shelf = this.shelf ?? (await this.filled((share) => onProgress(READING + share * (1 - READING))));
    shelf.update(this.log.insights.place());
    this.shelf = shelf;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.shelf = null;
    }, FORGET_AFTER_MS);
    this.timer.unref();
    return shelf;
  }

  private async filled(onProgress: (share: number) => void): Promise<Shelf> {
    const { insights } = this.log;
    await inSlices(insights.blocks.pack(insights.place(), onProgress), SLICE_MS);
    const shelf = new Shelf(insights);
    await inSlices(shelf.fill(), SLICE_MS);
    return shelf;
  }
}
