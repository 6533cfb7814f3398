// Fetches an incident's detail again while events pour in: never two requests at once, never a stale answer on top, and
// a storm of changes is one request per pause rather than one per event.
import type { CallError, IncidentDetail, Reply } from '../../../shared/contract';

export interface DetailState {
  /** What was last answered; kept while a newer answer is on its way and when it fails. */
  readonly detail: IncidentDetail | null;
  readonly error: CallError | null;
  readonly isLoading: boolean;
}

export const NOTHING_YET: DetailState = { detail: null, error: null, isLoading: true };

const FIRST_AFTER_MS = 30;
const AGAIN_AFTER_MS = 100;

export interface DetailLoader {
  /** The detail may have changed: fetch it soon. */
  want(): void;
  /** Fetch it now, e.g. on Retry. */
  now(): void;
  end(): void;
}

/** `fetch` never rejects. `onState` is called with every change until `end`. The first fetch starts by itself. */
export function createDetailLoader(fetch: () => Promise<Reply<IncidentDetail>>, onState: (state: DetailState) => void): DetailLoader {
  let state = NOTHING_YET;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isInFlight = false;
  let isWantedAgain = false;
  let isEnded = false;

  const tell = (change: Partial<DetailState>): void => {
    state = { ...state, ...change };
    onState(state);
  };

  const run = async (): Promise<void> => {
    timer = undefined;
    isInFlight = true;
    isWantedAgain = false;
    tell({ isLoading: true });
    const reply = await fetch();
    isInFlight = false;
    if (isEnded) return;
    tell(reply.ok ? { detail: reply.value, error: null, isLoading: false } : { error: reply.error, isLoading: false });
    if (isWantedAgain) plan(AGAIN_AFTER_MS);
  };

  const plan = (afterMs: number): void => {
    if (isInFlight) isWantedAgain = true;
    else timer ??= setTimeout(() => void run(), afterMs);
  };

  plan(FIRST_AFTER_MS);
  return {
    want: () => plan(AGAIN_AFTER_MS),
    now() {
      clearTimeout(timer);
      timer = undefined;
      plan(0);
    },
    end() {
      isEnded = true;
      clearTimeout(timer);
    },
  };
}
