// A desk at a keep in memory, with nothing around it but its keys: who is let in, what it can open, and what it writes with.
import { type DeviceKeys, deviceKeys, newSeed } from '../../../electron/team/device-keys';
import { Membership, type TeamMemory } from '../../../electron/team/membership';
import { messageSeal } from '../../../electron/team/message-seal';
import type { RingWish } from '../../../electron/team/rings';
import type { TeamSeal } from '../../../electron/team/seams';
import type { EventBatch } from '../../../shared/team/wire';
import type { MemoryKeep } from './a-keep';

export const SPACE = 'ops';
export const INCIDENT = 'inc-1';

let clock = 1;

export interface Seat {
  readonly keys: DeviceKeys;
  readonly membership: Membership;
  readonly seal: TeamSeal;
  /** What was decided at this desk, by incident. */
  readonly wishes: Map<string, RingWish>;
  /** Incidents that became open to it. */
  readonly opened: string[];
  readonly memory: { kept: TeamMemory };
}

export async function seatAt(keep: MemoryKeep, name: string, known?: Pick<Seat, 'keys' | 'memory'>): Promise<Seat> {
  const device = known?.keys ?? (await deviceKeys(newSeed()));
  const memory = known?.memory ?? { kept: { founder: null, members: [], keys: [] } };
  const wishes = new Map<string, RingWish>();
  const opened: string[] = [];
  const membership = new Membership({
    ...{ space: SPACE, device, keep, name: () => name, person: () => name, now: () => ++clock, changed: () => undefined },
    memory: { read: () => memory.kept, write: (kept) => Object.assign(memory, { kept }) },
    wish: (incident) => wishes.get(incident) ?? null,
    opened: (incidents) => void opened.push(...incidents),
  });
  await membership.start();
  const current = () => {
    const key = membership.current();
    if (!key) throw new Error('this desk has no key yet');
    return key;
  };
  const seal = messageSeal({
    ...{ space: SPACE, device, current, rings: membership.rings },
    keyOf: (epoch) => membership.keyOf(epoch),
    signKeyOf: (desk, position) => membership.signKeyOf(desk, position),
  });
  return { keys: device, membership, seal, wishes, opened, memory };
}

/** What a desk writes about the incident. Throws when others alone read it. */
export async function written(seat: Seat, text = 'the disk is full'): Promise<Uint8Array> {
  const bytes = await seat.seal.seal(batchOf(seat.keys.desk, text));
  if (!bytes) throw new Error('it stays at this desk');
  return bytes;
}

/** What a desk makes of such a message. */
export async function read(seat: Seat, bytes: Uint8Array, position = 1): Promise<string> {
  await seat.membership.settled();
  const opened = await seat.seal.open({ position, incident: INCIDENT, bytes });
  return opened.ok ? String(opened.batch.events[0]?.data.text) : opened.kind;
}

export function batchOf(desk: string, text: string): EventBatch {
  const event = {
    ...{ seq: 7, id: '01JD0000000000000000000000', hlc: '019000000000-0000', device: 'laptop', actor: `person:ana`, v: 1 },
    ...{ kind: 'incident.noted', data: { text, by: 'ana' } },
  };
  return { v: 1, space: SPACE, desk, incident: INCIDENT, after: 0, events: [event] };
}

export async function letIn(by: Seat, who: Seat, founder: Seat): Promise<void> {
  await who.membership.ask(founder.keys.desk);
  await by.membership.settled();
  await by.membership.admit(who.keys.desk);
  await who.membership.settled();
}
