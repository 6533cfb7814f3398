// Incidents that came while the person is in the list: they wait behind a bar, so that no row jumps under the cursor.
import { create } from 'zustand';
import type { IncidentSeverity } from '../../shared/domain/severity';

export interface ArrivalsState {
  readonly waiting: number;
  readonly worst: IncidentSeverity | null;
  /** Grows each time the person asks to see them. */
  readonly releases: number;
}

export const useArrivals = create<ArrivalsState>()(() => ({ waiting: 0, worst: null, releases: 0 }));

/** Lets the waiting incidents into the list and everything move to its place. */
export function showArrivals(): void {
  useArrivals.setState((state) => ({ releases: state.releases + 1 }));
}

/** Told by the list; does nothing when it is what is known already. */
export function setArrivals(waiting: number, worst: IncidentSeverity | null): void {
  const now = useArrivals.getState();
  if (now.waiting !== waiting || now.worst !== worst) useArrivals.setState({ waiting, worst });
}
