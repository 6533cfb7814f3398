// How far the engine has read what happened, for whoever looks at the insights.
import { create } from 'zustand';
import type { InsightPush } from '../../shared/contract/insights';

interface InsightNews {
  /** 0 to 1. */
  readonly share: number;
  /** Rises when everything is read: a look asks again. */
  readonly version: number;
}

export const useInsightNews = create<InsightNews>()(() => ({ share: 0, version: 0 }));

export function takeInsightPush({ share }: InsightPush): void {
  useInsightNews.setState((old) => ({ share, version: share >= 1 ? old.version + 1 : old.version }));
}
