// What a kind of event does to an incident's row, as a type: each area of the product brings its steps, `queue.ts` joins them.
import type { IncidentRow } from '../../domain/incident';
import type { EventKind, LogEvent, OfKind } from '../event';

export type RowStep<K extends EventKind> = (row: IncidentRow, event: OfKind<LogEvent, K>) => IncidentRow;
export type RowSteps<K extends EventKind> = { readonly [P in K]: RowStep<P> };

export const keepRow = (row: IncidentRow): IncidentRow => row;
