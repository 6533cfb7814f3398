// Exports the evidence of an incident to a place that a person chose in the shell, and writes down that it was done.
import { hostname } from 'node:os';
import type { Reply } from '../../shared/contract';
import type { ExportedBundle } from '../../shared/contract/evidence';
import { writeBundle } from '../evidence/bundle';
import type { Attachments } from '../log/attachments';
import type { Log } from '../log/store';
import type { Desk } from './desk';
import { done, refuse } from './gate';
import { inSlices } from './slices';

export interface ExportDeps {
  readonly desk: Desk;
  readonly log: Log;
  readonly attachments: Attachments;
  readonly person: () => string;
  readonly now: () => number;
}

const SLICE_MS = 8;

/** Never throws. The bundle holds what stood in the log when it was asked for; the event about it comes after. */
export async function exportEvidence(deps: ExportDeps, incident: string, file: string, version: string): Promise<Reply<ExportedBundle>> {
  const { desk, log, attachments, now } = deps;
  const row = desk.state.incidents.get(incident)?.row ?? log.row(incident);
  if (!row) return refuse('There is no such incident.', 'It may be in another profile.');
  const by = deps.person();
  const versions = { dogwatch: version, node: process.versions.node };
  try {
    const writing = writeBundle({ log, attachments, recordings: log.recordings, row, file, by, device: hostname(), versions, now: now() });
    const bundle = await inSlices(writing, SLICE_MS);
    const { sha256, events } = bundle;
    const data = { sha256, events, attachments: bundle.attachments, by };
    desk.admit([incident]);
    desk.transact(() => [{ kind: 'evidence.exported', incident, actor: `person:${by}`, data }]);
    return done(bundle);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refuse(`The evidence could not be exported: ${why}`, 'Choose another place with room; nothing was changed.', 'failed');
  }
}
