// The alerts of an incident by pages: a storm holds thousands, the list asks only for what is in sight. Old rows stay on
// screen until newer ones answer, so nothing jumps while events pour in.
import type { CallError, EngineValues, Reply } from '../../../shared/contract';
import type { Alert } from '../../../shared/domain/alert';

export const PAGE_SIZE = 200;
const CHOSEN_AT_MOST = 5_000;
const CHOOSE_PAGE = 1_000;

export interface AlertPagesState {
  readonly total: number;
  readonly error: CallError | null;
  /** The text that the rows answer; null before the first answer. */
  readonly text: string | null;
  at(index: number): Alert | undefined;
}

type FetchAlerts = (text: string, offset: number, limit: number) => Promise<Reply<EngineValues['list-alerts']>>;

export interface AlertPages {
  /** Asks for alerts that hold all words of `text`; '' is all of them. Call again when the incident changed. */
  show(text: string): void;
  /** Rows in sight: fetches their pages where they are missing or older than the last `show`. */
  want(from: number, to: number): void;
  /** Every alert that fits `words`, at most 5,000. */
  all(words: string): Promise<Reply<readonly Alert[]>>;
  end(): void;
}

/** `fetch` never rejects. `onState` hears every change until `end`. */
export function createAlertPages(fetch: FetchAlerts, onState: (state: AlertPagesState) => void): AlertPages {
  let pages = new Map<number, readonly Alert[]>();
  let fresh = new Set<number>();
  let text = '';
  let shownText: string | null = null;
  let total = 0;
  let error: CallError | null = null;
  let sight = { from: 0, to: 0 };
  let generation = 0;
  let isEnded = false;

  const tell = (): void => onState({ total, error, text: shownText, at: (i) => pages.get(Math.floor(i / PAGE_SIZE))?.[i % PAGE_SIZE] });

  const load = async (page: number): Promise<void> => {
    const mine = generation;
    fresh.add(page);
    const reply = await fetch(text, page * PAGE_SIZE, PAGE_SIZE);
    if (isEnded || mine !== generation) return;
    if (!reply.ok) {
      error = reply.error;
      fresh.delete(page);
      return tell();
    }
    if (shownText !== text) pages = new Map();
    shownText = text;
    error = null;
    total = reply.value.total;
    pages.set(page, reply.value.alerts);
    tell();
    if (page === 0) wantSight();
  };

  const wantSight = (): void => {
    const last = shownText === text ? Math.floor(Math.min(sight.to, Math.max(0, total - 1)) / PAGE_SIZE) : 0;
    for (let page = shownText === text ? Math.floor(sight.from / PAGE_SIZE) : 0; page <= last; page++)
      if (!fresh.has(page)) void load(page);
  };

  return {
    show(next) {
      generation++;
      text = next;
      fresh = new Set();
      tell();
      void load(0);
      wantSight();
    },
    want(from, to) {
      sight = { from, to };
      if (shownText !== null) wantSight();
    },
    async all(words) {
      const found: Alert[] = [];
      for (let offset = 0; offset < CHOSEN_AT_MOST; offset += CHOOSE_PAGE) {
        const reply = await fetch(words, offset, CHOOSE_PAGE);
        if (!reply.ok) return reply;
        found.push(...reply.value.alerts);
        if (found.length >= reply.value.total) break;
      }
      return { ok: true, value: found };
    },
    end() {
      isEnded = true;
    },
  };
}
