// Calls about the roles of an incident: one decision each, committed before it is answered.
import { z } from 'zod';
import { incidentId as incident } from './names';

const role = z.string().min(1).max(40);
const person = z.string().min(1).max(40);

export const roleCalls = {
  /** Offers a role; the person at this desk takes it at once when it is for them. */
  'assign-role': z.strictObject({ incident, role, person }),
  /** For oneself, or (`isHeard`) to note a yes that the person asked gave elsewhere. */
  'accept-role': z.strictObject({ incident, role, isHeard: z.boolean().default(false) }),
  /** Says no, or takes the offer to somebody else back. */
  'decline-role': z.strictObject({ incident, role, why: z.string().max(500).default('') }),
  /** The holder keeps the role until `to` accepts. */
  'hand-over-role': z.strictObject({ incident, role, to: person, note: z.string().max(1000).default('') }),
  'release-role': z.strictObject({ incident, role }),
  /** Duties of held roles that nobody ticked, in any of these incidents. */
  'list-unfinished': z.strictObject({ incidents: z.array(incident).min(1).max(5000) }),
  'tick-duty': z.strictObject({ incident, role, duty: z.string().min(1).max(200), isDone: z.boolean() }),
} as const;

interface Done {
  done: number;
  refused: readonly string[];
}

/** `name`: of the role. */
export interface UnfinishedDuty {
  readonly incident: string;
  readonly incidentName: string;
  readonly role: string;
  readonly name: string;
  readonly duty: string;
}

export interface RoleValues {
  'assign-role': Done;
  'accept-role': Done;
  'decline-role': Done;
  'hand-over-role': Done;
  'release-role': Done;
  'list-unfinished': { duties: readonly UnfinishedDuty[] };
  'tick-duty': Done;
}
