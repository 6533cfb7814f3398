// Which incidents ask for nothing: the log says how they ended, the library whether it has a runbook for them.
import type { Incident } from '../../shared/domain/incident';
import type { Idleness } from '../../shared/domain/judgement';
import { ENDS, idlenessOf, timesEndedAlone } from '../../shared/rules/idleness';
import type { ReadLog } from '../log/store';

/** Null: it may ask for something. `runbooksFor` is only asked where nothing else speaks for it. */
export async function idlenessIn(
  log: Pick<ReadLog, 'ofKinds'>,
  { row, alerts }: Incident,
  runbooksFor: () => Promise<number> | number,
): Promise<Idleness | null> {
  const endedAlone = timesEndedAlone(log.ofKinds(row.id, ENDS));
  const told = (runbooks: number) => idlenessOf({ row, alerts: alerts.values(), runbooks, endedAlone });
  return told(0) && told(await runbooksFor());
}
