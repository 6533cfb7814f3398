// A feed that was not asked yet, in words. Apart from `health.ts`, for the first rows are shown with it and wait for every line of code.
import type { FeedHealth } from '../../shared/contract';
import type { FeedSettings } from '../../shared/settings';
import { msg } from '../../shared/words/words';
import { firstHeartbeat } from './heartbeat';

export function firstHealth(settings: FeedSettings): FeedHealth {
  return {
    feed: settings.id,
    kind: settings.kind,
    name: settings.name,
    isEnabled: settings.isEnabled,
    state: settings.isEnabled ? 'starting' : 'off',
    why: settings.isEnabled ? msg`Waiting for the first answer.` : msg`Switched off.`,
    remedy: '',
    lastSuccessAt: null,
    lastChangeAt: null,
    failingSince: null,
    nextTryAt: null,
    latencyMs: null,
    intervalMs: settings.intervalSeconds * 1000,
    alertCount: 0,
    suppressedCount: 0,
    rejectedCount: 0,
    peers: [],
    heartbeat: firstHeartbeat(settings),
  };
}
