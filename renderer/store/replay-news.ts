// The replay that runs or ran last, as the engine tells it.
import { create } from 'zustand';
import type { ReplayPush, ReplayResult } from '../../shared/contract/replay';

interface ReplayNews {
  /** Null: none was begun by this window. */
  readonly replay: string | null;
  /** 0 to 1. */
  readonly share: number;
  readonly result: ReplayResult | null;
  /** Why there is no result; '' while it runs and when there is one. */
  readonly why: string;
}

export const useReplayNews = create<ReplayNews>()(() => ({ replay: null, share: 0, result: null, why: '' }));

/** This window began one: what is told of others is passed by. */
export function awaitReplay(replay: string | null): void {
  useReplayNews.setState({ replay, share: 0, result: null, why: '' });
}

export function takeReplayPush(push: ReplayPush): void {
  if (push.replay !== useReplayNews.getState().replay) return;
  if (push.push === 'replay') useReplayNews.setState({ share: push.share });
  else useReplayNews.setState({ share: 1, result: push.result, why: push.why });
}
