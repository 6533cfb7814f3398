// The feed that the guide is about: the one that was added last. None while only the demo is watched.
import type { FeedHealth } from '../../../shared/contract';
import { useDesk } from '../../store/desk';

export function useGuidedFeed(): FeedHealth | null {
  return useDesk((state) => {
    if (state.status?.isDemo !== false) return null;
    const last = state.settings?.feeds.at(-1)?.id;
    return state.feeds.find((feed) => feed.feed === last) ?? null;
  });
}
