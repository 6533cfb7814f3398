// Calls about action items: the board over all incidents, what a person changes there, tickets and guards; and about trackers.
import { z } from 'zod';
import type { ActState } from '../domain/act';
import type { ActionRecord, Standing } from '../domain/action';
import type { IncidentSeverity } from '../domain/severity';
import { ACTION_KINDS, isDay } from '../postmortem/action-line';
import { trackerSettings } from '../settings/actions';
import type { TrackerManifest } from '../tracker';
import { incidentId } from './names';

const actionId = z.string().regex(/^act-[0-9A-Za-z]{1,40}$/);
const text = z.string().min(1).max(2_000);
const owner = z.string().max(80).nullable();
const due = z.string().refine(isDay, 'a day such as 2026-12-24').nullable();
const kind = z.enum(ACTION_KINDS).nullable();
const trackerId = z.string().min(1).max(40);
const secrets = z.record(z.string(), z.string().max(200_000)).default({});

export const actionCalls = {
  'list-actions': z.strictObject({ incident: incidentId.nullable().default(null) }),
  'record-action': z.strictObject({
    incident: incidentId,
    text,
    owner: owner.default(null),
    due: due.default(null),
    kind: kind.default(null),
  }),
  /** What is left out stays. */
  'change-action': z.strictObject({
    action: actionId,
    text: text.optional(),
    owner: owner.optional(),
    due: due.optional(),
    kind: kind.optional(),
  }),
  /** Dropping wants a reason. */
  'set-action-state': z.strictObject({
    actions: z.array(actionId).min(1).max(500),
    state: z.enum(['open', 'in-progress', 'done', 'dropped']),
    reason: z.string().max(500).default(''),
  }),
  /** Queues a ticket for each. Of a restricted incident it waits for a yes and gives nothing away. */
  'push-actions': z.strictObject({ actions: z.array(actionId).min(1).max(500), tracker: trackerId }),
  /** `url` null: no guard any more. `tracker` null: any address that answers with JSON, of which `path` must be `wants`. */
  'set-guard': z.strictObject({
    action: actionId,
    url: z
      .url({ protocol: /^https?$/ })
      .max(2_000)
      .nullable(),
    tracker: trackerId.nullable().default(null),
    path: z.string().max(300).default(''),
    wants: z.string().max(100).default(''),
  }),
  /** Looks at all tickets and guards now; answers when that is done. */
  'refresh-actions': z.strictObject({}),
  'list-tracker-kinds': z.strictObject({}),
  /** Reads the place where tickets would go; makes none. `secrets` left out keep their stored value. */
  'test-tracker': z.strictObject({ tracker: trackerSettings, secrets }),
  'save-tracker': z.strictObject({ tracker: trackerSettings, secrets }),
  'remove-tracker': z.strictObject({ tracker: trackerId }),
} as const;

/** An action with what the board shows beside it. */
export interface ActionView extends ActionRecord {
  readonly incidentName: string;
  readonly incidentTitle: string;
  readonly service: string | null;
  readonly severity: IncidentSeverity | null;
  readonly isRestricted: boolean;
  readonly standing: Standing;
  readonly isOverdue: boolean;
  /** Name of the tracker that has its ticket; '' without one. */
  readonly trackerName: string;
  /** The act of the outbox that makes its ticket, while that is not over. */
  readonly push: { readonly act: string; readonly state: ActState; readonly why: string } | null;
}

/** A tracker that is on, and how the last look at it went. */
export interface TrackerView {
  readonly id: string;
  readonly name: string;
  readonly kindName: string;
  /** Which addresses of checks it can read; null: none. */
  readonly guardHint: string | null;
  /** Why it could not be looked at, in words; '' when it could. */
  readonly trouble: string;
  readonly lookedAt: number | null;
}

export interface TrackerTest {
  readonly isOk: boolean;
  readonly words: string;
  readonly remedy: string;
}

export interface ActionValues {
  /** Newest first; those whose line left the text are not among them. */
  'list-actions': { actions: readonly ActionView[]; trackers: readonly TrackerView[]; today: string };
  'record-action': { action: string };
  'change-action': { action: string };
  'set-action-state': { done: number; refused: readonly string[] };
  'push-actions': { acts: readonly string[]; isAwaiting: boolean; refused: readonly string[] };
  'set-guard': { action: string };
  'refresh-actions': { looked: number };
  'list-tracker-kinds': { kinds: readonly TrackerManifest[] };
  'test-tracker': TrackerTest;
  'save-tracker': { tracker: string };
  'remove-tracker': { tracker: string };
}

/** Actions in the status: what the rail and the foot say. */
export interface ActionStatus {
  readonly open: number;
  readonly overdue: number;
  /** Rises when an action changes: a view of them asks again. */
  readonly version: number;
}
