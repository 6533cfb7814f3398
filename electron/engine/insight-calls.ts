// Calls by which a person looks back. What computes is loaded at the first look: no start waits for it.
import type { InsightValues } from '../../shared/contract/insights';
import type { InsightDeps, InsightDesk } from '../insights/insight-desk';
import { done, type Handlers } from './gate';
import { Room } from './room';

/** Where incidents are looked back at; nothing is loaded until it is opened. */
export const insightRoom = (deps: InsightDeps): Room<InsightDesk> =>
  new Room(async () => new (await import('../insights/insight-desk')).InsightDesk(deps));

export function insightCalls(room: Room<InsightDesk>): Pick<Handlers, keyof InsightValues> {
  return {
    'look-back': async ({ scope }) => done(await (await room.open()).lookBack(scope)),
    'list-behind': async ({ scope, behind, offset, limit }) => done(await (await room.open()).listBehind(scope, behind, offset, limit)),
    'list-alike': async ({ scope }) => done(await (await room.open()).listAlike(scope)),
    'monthly-report': async ({ month }) => done(await (await room.open()).monthlyReport(month)),
  };
}
