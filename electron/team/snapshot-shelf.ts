// Where a team keeps its snapshots: the store has them, sealed by the desk that made them, and a value of the keep says which there are.
import { z } from 'zod';
import { type SnapshotEntry, type SnapshotHead, snapshotHead, snapshotList } from '../../shared/team/snapshot';
import { type ObjectSeal, SEAL_BYTES } from './object-seal';
import type { Delivered, TeamKeep, TeamObjects } from './seams';

export interface Snapshot {
  readonly position: number;
  readonly messages: readonly Delivered[];
}

const KEY = 'snapshots';
/** An older one is there in case the newest can't be read. */
const KEPT = 3;
export const MOST_SNAPSHOT_BYTES = 256_000_000;
const LENGTH_BYTES = 4;

export interface SnapshotShelfDeps {
  readonly keep: TeamKeep;
  readonly objects: TeamObjects;
  /** Opens only what desks made that are members now. */
  readonly seal: ObjectSeal;
}

export class SnapshotShelf {
  private readonly deps: SnapshotShelfDeps;

  constructor(deps: SnapshotShelfDeps) {
    this.deps = deps;
  }

  /** Newest first. `last`: of the stream; nobody can know what comes after it. */
  async list(last: number): Promise<readonly SnapshotEntry[]> {
    return (await this.read(last)).snapshots;
  }

  /** Null: it is gone, damaged, not a member's, or of a version that this desk can't read. */
  async open({ name, position }: SnapshotEntry): Promise<Snapshot | null> {
    const sealed = await this.deps.objects.get(name, MOST_SNAPSHOT_BYTES + SEAL_BYTES).catch(() => null);
    const opened = sealed && (await this.deps.seal.open(name, sealed));
    const snapshot = opened?.ok ? unpack(Buffer.from(opened.bytes)) : null;
    return snapshot?.position === position ? snapshot : null;
  }

  /** False: another desk was quicker, or it would be too large. `last` as for `list`. */
  async add(name: string, snapshot: Snapshot, madeAt: number, last: number): Promise<boolean> {
    const { keep, objects, seal } = this.deps;
    const bytes = pack(snapshot);
    if (bytes.length > MOST_SNAPSHOT_BYTES) return false;
    const { snapshots, revision } = await this.read(last);
    await objects.put(name, (await seal.seal(name, bytes, null)) as Uint8Array);
    const all = [{ name, position: snapshot.position, madeAt }, ...snapshots].sort((a, b) => b.position - a.position);
    const list = { v: 1, snapshots: all.slice(0, KEPT) };
    const isFirst = await keep.put(KEY, Buffer.from(JSON.stringify(list), 'utf8'), revision);
    for (const gone of isFirst ? all.slice(KEPT).map((entry) => entry.name) : [name]) await objects.remove(gone);
    return isFirst;
  }

  private async read(last: number): Promise<{ readonly snapshots: readonly SnapshotEntry[]; readonly revision: number }> {
    const kept = await this.deps.keep.get(KEY);
    if (!kept) return { snapshots: [], revision: 0 };
    const told = snapshotList.safeParse(parsed(kept.value)).data?.snapshots ?? [];
    return { snapshots: told.filter(({ position }) => position <= last), revision: kept.revision };
  }
}

/** Length of the head (u32), the head as JSON, then the messages one after the other. */
export function pack({ position, messages }: Snapshot): Buffer {
  const incidents = [...new Set(messages.map(({ incident }) => incident))];
  const places = new Map(incidents.map((incident, i) => [incident, i]));
  const head: SnapshotHead = {
    ...{ v: 1, position, incidents },
    of: messages.map(({ incident }) => places.get(incident) ?? 0),
    positions: messages.map((message) => message.position),
    lengths: messages.map(({ bytes }) => bytes.length),
  };
  const text = Buffer.from(JSON.stringify(head), 'utf8');
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, text, ...messages.map(({ bytes }) => bytes)]);
}

/** Null: it is not one, or of another version. */
export function unpack(bytes: Buffer): Snapshot | null {
  if (bytes.length < LENGTH_BYTES) return null;
  const start = LENGTH_BYTES + bytes.readUInt32BE();
  const head = z.safeParse(snapshotHead, parsed(bytes.subarray(LENGTH_BYTES, start))).data;
  if (!head || head.of.length !== head.positions.length || head.of.length !== head.lengths.length) return null;
  const messages: Delivered[] = [];
  let at = start;
  for (const [i, position] of head.positions.entries()) {
    const incident = head.incidents[head.of[i] ?? -1];
    const end = at + (head.lengths[i] ?? 0);
    if (incident === undefined || position > head.position || end > bytes.length) return null;
    messages.push({ position, incident, bytes: bytes.subarray(at, end) });
    at = end;
  }
  return at === bytes.length ? { position: head.position, messages } : null;
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown;
  } catch {
    return null;
  }
}
