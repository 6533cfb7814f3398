// Responding together: who is told what about this incident.
import type { IncidentRow } from '../../../shared/domain/incident';
import { MessagesSection } from './messages-section';

export function ResponseTab({ row }: { readonly row: IncidentRow }) {
  return <MessagesSection row={row} />;
}
