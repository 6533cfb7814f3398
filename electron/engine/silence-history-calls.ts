// The call that looks back at what a silence would have hidden, and the upkeep of what it reads; its code is loaded when first needed.
import { done, type Handlers, refuse } from './gate';
import { Room } from './room';
import type { SilenceHistoryDeps, SilenceHistoryDesk } from './silence-history';

/** Idle moments (10 s each) before the first upkeep: a start has better to do. */
const FIRST_AFTER = 6;

export interface SilenceHistoryDoor {
  readonly calls: Pick<Handlers, 'preview-silence-past'>;
  /** Takes in a little of what happened. */
  idle(): void;
}

export function silenceHistoryDoor(deps: SilenceHistoryDeps): SilenceHistoryDoor {
  const load = () => import('./silence-history');
  const room = new Room<SilenceHistoryDesk>(async () => new (await load()).SilenceHistoryDesk(deps));
  let idles = 0;
  let upTo = -1;
  return {
    calls: {
      'preview-silence-past': async ({ feed, matchers, days }) => {
        const compiled = (await load()).safeMatchers(matchers);
        if (!compiled.ok) return refuse(compiled.why, 'Mend the expression.');
        return done(await (await room.open()).lookBack(feed, compiled.test, days));
      },
    },
    idle: () => {
      idles += 1;
      if (idles < FIRST_AFTER || deps.log.head().seq === upTo) return;
      if (room.now === null) void room.open();
      else upTo = room.now.keeper.step();
    },
  };
}
