// Answers of a real Alertmanager to the storm, recorded in this very run.
import { startAlertmanager } from '../../harness/alertmanager';
import { makeStorm } from '../../harness/storm';
import { ALERTS_QUERY } from './alerts-query';

/** The answer with the first `few` alerts of the storm, and the one with `all` of them. */
export async function recordStorm(few: number, all: number): Promise<{ readonly few: Buffer; readonly all: Buffer }> {
  const server = await startAlertmanager();
  const alerts = makeStorm(all);
  const answer = async (): Promise<Buffer> => Buffer.from((await server.get(ALERTS_QUERY)).body);
  await server.post(alerts.slice(0, few));
  const first = await answer();
  await server.post(alerts.slice(few));
  const second = await answer();
  await server.stop();
  return { few: first, all: second };
}
