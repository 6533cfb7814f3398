// A `TimelineModel` kept by React and fed with the incident's detail as it changes.
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { IncidentDetail } from '../../../shared/contract';
import { callEngine } from '../../bridge';
import { TimelineModel, type TimelineState } from './timeline-model';

/** For one incident: another one needs another component (a `key`). */
export function useTimelineModel(detail: IncidentDetail): { readonly model: TimelineModel; readonly state: TimelineState } {
  const [model] = useState(() => {
    const fresh = new TimelineModel(detail.row.id, callEngine);
    fresh.seed(detail.timeline);
    return fresh;
  });
  useEffect(() => {
    model.seed(detail.timeline);
    void model.refresh();
  }, [model, detail]);
  const state = useSyncExternalStore(model.subscribe, model.state);
  return { model, state };
}
