// What this desk has of one feed from one bridge: the list as the bridge's messages make it. A message that does not follow on the one
// before makes the list worthless until the bridge writes it anew.
import type { Rejected, Sighting } from '../../shared/feed';
import { type SeenFeed, type SeenMessage, sightingsOf } from '../../shared/team/seen';
import { msg } from '../../shared/words/words';
import type { BridgeReport } from '../feeds/bridge-line';

interface Draft {
  readonly isWhole: boolean;
  readonly sightings: Sighting[];
  readonly gone: string[];
  rejected: number;
}

/** Nothing new; a part of what is known; all of it. */
export type Taken = 'nothing' | 'part' | 'whole' | 'lost';

export class SeenList {
  private list: Map<string, Sighting> | null = null;
  private draft: Draft | null = null;
  private run = '';
  private n = 0;
  private isComplete = false;
  private isPushed = false;
  private why = '';
  private changed: readonly Sighting[] = [];
  private rejected = 0;

  /** Does it hold everything up to this word of the bridge? */
  isCurrent({ run, n }: Pick<SeenFeed, 'run' | 'n'>): boolean {
    return this.list !== null && this.draft === null && this.run === run && this.n >= n;
  }

  /** `lost`: messages are missing, and the bridge has to write its list again. */
  take(message: SeenMessage): Taken {
    const { run, n, isWhole } = message;
    if (run === this.run && n <= this.n) return 'nothing';
    const follows = run === this.run && n === this.n + 1;
    const wasWhole = follows && this.list !== null;
    if (isWhole && !(follows && this.draft?.isWhole)) this.draft = null;
    else if (!follows || (this.list === null && this.draft === null)) return this.lose();
    [this.run, this.n] = [run, n];
    this.draft ??= { isWhole, sightings: [], gone: [], rejected: 0 };
    const { sightings, rejected } = sightingsOf(message.sightings);
    for (const one of sightings) this.draft.sightings.push(one);
    for (const key of message.gone) this.draft.gone.push(key);
    this.draft.rejected += rejected;
    return message.isOpen ? 'nothing' : this.close(message, this.draft, wasWhole);
  }

  /** All that is known. */
  get all(): BridgeReport {
    const { isComplete, why, isPushed } = this;
    return { sightings: [...(this.list?.values() ?? [])], rejected: this.refusals, isComplete, why, isPart: isPushed };
  }

  /** What the last message changed. */
  get part(): BridgeReport {
    return { sightings: this.changed, rejected: this.refusals, isComplete: false, why: this.why, isPart: true };
  }

  private get refusals(): readonly Rejected[] {
    return this.rejected === 0
      ? []
      : [{ where: 'in what the bridge wrote', why: msg`${this.rejected} alerts have no shape that is known` }];
  }

  private lose(): Taken {
    [this.list, this.draft, this.run, this.n] = [null, null, '', 0];
    return 'lost';
  }

  /** A list that goes on from what is known says the same again. */
  private close(message: SeenMessage, draft: Draft, wasWhole: boolean): Taken {
    const isOtherMood = this.isComplete !== message.isComplete;
    this.draft = null;
    this.rejected = draft.rejected;
    if (draft.isWhole || !this.list) this.list = new Map();
    for (const key of draft.gone) this.list.delete(key);
    for (const one of draft.sightings) this.list.set(one.key, one);
    this.changed = draft.sightings;
    if (draft.isWhole || !message.isPushed)
      [this.isComplete, this.why, this.isPushed] = [message.isComplete, message.why, message.isPushed];
    if (draft.isWhole) return wasWhole ? 'nothing' : 'whole';
    return draft.gone.length > 0 || (isOtherMood && !message.isPushed) ? 'whole' : 'part';
  }
}
