// A real bundle for tests: a log with two incidents, one merged into the other, notes with files, exported as the engine does it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeBundle } from '../../../electron/evidence/bundle';
import { openAttachments } from '../../../electron/log/attachments';
import type { Log } from '../../../electron/log/store';
import type { ExportedBundle } from '../../../shared/contract/evidence';
import type { Recording } from '../../../shared/domain/recording';
import type { Draft } from '../../../shared/log/event';
import { anAlert, commit, fired, KEY, NOW, noted, opened, openIn } from '../log/a-log';

export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

const RECORDING: Recording = {
  ...{ id: 'r1', incident: 'i2', what: 'payload', name: 'DiskFull', source: 'am', alert: 'k1', askedAt: NOW, answeredAt: NOW },
  ...{ state: 'kept', status: null, bytes: 19, isCut: false, why: '', remedy: '' },
};

export interface MadeBundle {
  readonly folder: string;
  readonly file: string;
  readonly bundle: ExportedBundle;
  readonly bytes: Buffer;
}

export function exportTo(log: Log, folder: string, incident: string, file: string): ExportedBundle {
  const attachments = openAttachments(join(folder, 'attachments'), KEY);
  const row = log.row(incident);
  if (!row) throw new Error('no such incident');
  const input = {
    log,
    attachments,
    recordings: log.recordings,
    row,
    file,
    by: 'ada',
    device: 'desk-1',
    versions: { dogwatch: '0.1.0' },
    now: NOW,
  };
  const steps = writeBundle(input);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** Two incidents of which the first took in the second, an alert storm that is packed and deflated, a picture and a text. */
export function makeBundle(folder: string): MadeBundle {
  const log = openIn(folder);
  const attachments = openAttachments(join(folder, 'attachments'), KEY);
  const files = [PIXEL, Buffer.from('kernel: out of memory\n')].map((bytes) => ({ sha256: attachments.put(bytes), bytes }));
  const many = Array.from({ length: 60 }, (_, i) => anAlert({ key: `k${i}`, labels: { host: `db-${i}`, note: 'ü'.repeat(40) } }));
  const absorbed = { from: 'i2', fromNumber: 2, groupKeys: [], feeds: [], alerts: [], alertCount: 0, startedAt: NOW };
  const tally = { critical: 0, error: 0, warning: 0, info: 0, unknown: 0, suppressed: 0 };
  const added = files.map(
    ({ sha256, bytes }, i): Draft => ({
      kind: 'attachment.added',
      incident: 'i1',
      actor: 'person:ada',
      data: { sha256, name: `file ${i}`, mime: 'image/png', bytes: bytes.length, by: 'ada' },
    }),
  );
  commit(log, [opened('i1', 1, { title: 'Odd log-ins\u202e' }), opened('i2', 2), fired('i1', many), opened('i3', 3)]);
  commit(log, [noted('i2', 'seen ,"data": here'), noted('i1', 'first'), ...added, noted('i3', 'not of this incident')]);
  commit(log, [{ kind: 'incident.merged', incident: 'i2', actor: 'ada', data: { into: 'i1', intoNumber: 1, by: 'ada' } }]);
  commit(log, [{ kind: 'incident.absorbed', incident: 'i1', actor: 'ada', data: { ...absorbed, tally } }, noted('i1', 'last')]);
  log.recordings.put(RECORDING, { text: '{"status":"firing"}', series: null });
  const file = join(folder, 'INC-1-evidence.tar');
  const bundle = exportTo(log, folder, 'i1', file);
  log.close();
  return { folder, file, bundle, bytes: readFileSync(file) };
}
