// Writes the evidence bundle of an incident: its events exactly as they are hashed, its attachments, and a manifest that names the
// hashes of all of it. `docs/evidence.md` is the format; `scripts/verify.mjs` reads it back.
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, renameSync, rmSync } from 'node:fs';
import type { ExportedBundle } from '../../shared/contract/evidence';
import type { IncidentRow } from '../../shared/domain/incident';
import type { Attachments } from '../log/attachments';
import type { RecordingTable } from '../log/recordings';
import type { ReadLog } from '../log/store';
import { type TarEntry, TarWriter } from './tar-writer';

export const BUNDLE_FORMAT = 'dogwatch-evidence';
export const BUNDLE_VERSION = 1;
const HASH_CHUNK = 1 << 20;

export interface BundleInput {
  readonly log: ReadLog;
  readonly attachments: Attachments;
  readonly recordings: Pick<RecordingTable, 'of' | 'body'>;
  readonly row: IncidentRow;
  readonly file: string;
  readonly by: string;
  readonly device: string;
  readonly versions: Readonly<Record<string, string>>;
  /** Unix ms. */
  readonly now: number;
}

interface Chain {
  readonly incident: string;
  readonly events: number;
  readonly lastSeq: number;
  readonly head: string;
}

/**
 * Writes the bundle, with pauses in which events may be appended: what is in it is what stood in the log at the start. Nothing stands
 * under the file's name before all of it is durable. Throws what the disk says when it refuses.
 */
export function* writeBundle(input: BundleInput): Generator<void, ExportedBundle, void> {
  const upTo = input.log.head().seq;
  const chains = chainsOf(input.log, input.row.id);
  const unfinished = `${input.file}.part`;
  const fd = openSync(unfinished, 'w+', 0o600);
  try {
    const tar = new TarWriter(fd, input.now);
    const events = yield* writeEvents(tar, input.log, chains, upTo);
    const { files, missing } = yield* writeAttachments(tar, input, chains);
    const recorded = yield* writeRecordings(tar, input, chains);
    tar.begin('manifest.json');
    tar.write(`${JSON.stringify(manifestOf(input, chains, [events, ...files, ...recorded], missing), null, 2)}\n`);
    tar.finish();
    const bytes = tar.end();
    fsyncSync(fd);
    const sha256 = yield* hashFile(fd);
    renameSync(unfinished, input.file);
    const count = chains.reduce((sum, chain) => sum + chain.events, 0);
    return { path: input.file, sha256, bytes, events: count, attachments: files.length, missing };
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  } finally {
    closeSync(fd);
  }
}

/** The incident and what was merged into it, however far back. */
function chainsOf(log: ReadLog, incident: string): Chain[] {
  const found = new Set([incident]);
  for (const id of found)
    for (const event of log.ofKinds(id, ['incident.absorbed'])) if (event.kind === 'incident.absorbed') found.add(event.data.from);
  return [...found].flatMap((id) => {
    const head = log.chainHead(id);
    return head ? [{ incident: id, events: head.events, lastSeq: head.seq, head: head.hash }] : [];
  });
}

function* writeEvents(tar: TarWriter, log: ReadLog, chains: readonly Chain[], upTo: number): Generator<void, TarEntry, void> {
  tar.begin('events.jsonl');
  const incidents = chains.map((chain) => chain.incident);
  for (const batch of log.storedEvents(incidents, upTo)) {
    const lines = batch.map(({ envelope: e, text }) => {
      const envelope = JSON.stringify([e.prev, e.seq, e.id, e.hlc, e.device, e.actor, e.incident, e.kind, e.v]);
      return `{"envelope":${envelope},"data":${text}}\n`;
    });
    tar.write(lines.join(''));
    yield;
  }
  return tar.finish();
}

function* writeAttachments(
  tar: TarWriter,
  { log, attachments }: BundleInput,
  chains: readonly Chain[],
): Generator<void, { files: TarEntry[]; missing: string[] }, void> {
  const wanted = new Set<string>();
  for (const { incident, lastSeq } of chains)
    for (const event of log.ofKinds(incident, ['attachment.added']))
      if (event.kind === 'attachment.added' && event.seq <= lastSeq) wanted.add(event.data.sha256);
  const files: TarEntry[] = [];
  const missing: string[] = [];
  for (const sha256 of [...wanted].sort()) {
    const read = attachments.read(sha256);
    if (read.ok) {
      tar.begin(`attachments/${sha256}`);
      tar.write(read.bytes);
      files.push(tar.finish());
    } else missing.push(sha256);
    yield;
  }
  return { files, missing };
}

/** What the flight recorder kept: a line each, with what it held. No file where there is none. */
function* writeRecordings(tar: TarWriter, { recordings }: BundleInput, chains: readonly Chain[]): Generator<void, TarEntry[], void> {
  const all = chains.flatMap(({ incident }) => recordings.of(incident));
  if (all.length === 0) return [];
  tar.begin('recordings.jsonl');
  for (const recording of all) {
    tar.write(`${JSON.stringify({ recording, body: recordings.body(recording.incident, recording.id) })}\n`);
    yield;
  }
  return [tar.finish()];
}

function manifestOf(input: BundleInput, chains: readonly Chain[], files: readonly TarEntry[], missing: readonly string[]): object {
  const { row, by, device, versions, now } = input;
  const { id, number, title, severity, isSecurity, isRestricted } = row;
  return {
    format: BUNDLE_FORMAT,
    version: BUNDLE_VERSION,
    incident: { id, number, title, severity, isSecurity, isRestricted },
    exportedAt: new Date(now).toISOString(),
    exportedBy: by,
    device,
    versions,
    chains,
    files,
    missing,
  };
}

function* hashFile(fd: number): Generator<void, string, void> {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(HASH_CHUNK);
  for (let at = 0; ; ) {
    const read = readSync(fd, chunk, 0, chunk.length, at);
    if (read === 0) return hash.digest('hex');
    hash.update(chunk.subarray(0, read));
    at += read;
    yield;
  }
}
