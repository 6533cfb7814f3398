// Responding together: who does what in this incident, and who is told what about it.
import type { IncidentDetail } from '../../../shared/contract';
import type { IncidentRow } from '../../../shared/domain/incident';
import { RolesSection } from '../roles/roles-section';
import { MessagesSection } from './messages-section';

interface Props {
  readonly row: IncidentRow;
  readonly detail: IncidentDetail;
  onActed(): void;
}

export function ResponseTab({ row, detail, onActed }: Props) {
  return (
    <>
      <RolesSection row={row} roles={detail.roles} onActed={onActed} />
      <MessagesSection row={row} />
    </>
  );
}
