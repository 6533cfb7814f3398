// Calls by which a person looks back. What computes is loaded at the first look: no start waits for it.
import type { InsightValues } from '../../shared/contract/insights';
import type { InsightDeps, InsightDesk } from '../insights/insight-desk';
import { done, type Handlers } from './gate';

export interface InsightCalls extends Pick<Handlers, keyof InsightValues> {}

/** `stop`: when the engine ends. */
export function insightCalls(deps: InsightDeps): { readonly calls: InsightCalls; stop(): Promise<void> } {
  let opened: Promise<InsightDesk> | null = null;
  const desk = (): Promise<InsightDesk> => {
    opened ??= import('../insights/insight-desk').then((module) => new module.InsightDesk(deps));
    return opened;
  };
  return {
    calls: {
      'look-back': async ({ scope }) => done(await (await desk()).lookBack(scope)),
      'list-behind': async ({ scope, behind, offset, limit }) => done(await (await desk()).listBehind(scope, behind, offset, limit)),
      'monthly-report': async ({ month }) => done(await (await desk()).monthlyReport(month)),
    },
    stop: async () => (await opened)?.stop(),
  };
}
