// Calls by which a person looks back. What computes is loaded at the first look: no start waits for it.
import { type InsightValues, insightCalls as schemas } from '../../shared/contract/insights';
import type { InsightDeps } from '../insights/insight-desk';
import { done, type Handlers } from './gate';
import { callsInto, Room } from './room';

export function insightCalls(deps: InsightDeps): Pick<Handlers, keyof InsightValues> {
  const room = new Room(async (): Promise<Pick<Handlers, keyof InsightValues>> => {
    const { InsightDesk } = await import('../insights/insight-desk');
    const desk = new InsightDesk(deps);
    return {
      'look-back': async ({ scope }) => done(await desk.lookBack(scope)),
      'list-behind': async ({ scope, behind, offset, limit }) => done(await desk.listBehind(scope, behind, offset, limit)),
      'monthly-report': async ({ month }) => done(await desk.monthlyReport(month)),
    };
  });
  return callsInto(schemas, () => room.open());
}
