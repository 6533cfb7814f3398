// How soon a real Icinga's change of state is sighted although its event stream comes seconds late and polls are a minute apart.
import { feedOf, startRig } from '../electron/feeds/rig';
import { eventually } from '../harness/eventually';
import { startIcinga } from '../harness/icinga';
import { quantile } from './measure/quantile';
import { atMost, type BenchRow, rowOf } from './row';

const SERVICES = ['web1!http', 'web1!disk /var', 'db1!mysql', 'db1!replication'];
const POLL_SECONDS = 60;
const LIMIT_MS = 10_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Who waits for a service to be sighted, or to be gone. */
class Waiting {
  private bad: ReadonlySet<string> = new Set();
  private readonly ears = new Set<() => void>();

  sighted(keys: readonly string[]): void {
    this.bad = new Set(keys);
    for (const ear of [...this.ears]) ear();
  }

  /** Resolves with the moment (`performance.now`); rejects after ten seconds. */
  until(service: string, isBad: boolean): Promise<number> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${service} was not sighted within ${LIMIT_MS} ms`)), LIMIT_MS);
      const ear = (): void => {
        if (this.bad.has(service) !== isBad) return;
        clearTimeout(timer);
        this.ears.delete(ear);
        resolve(performance.now());
      };
      this.ears.add(ear);
    });
  }
}

/** From just before the result of a check is handed in until the sighting. */
export async function benchIcinga(isQuick: boolean): Promise<BenchRow[]> {
  const server = await startIcinga();
  const waiting = new Waiting();
  const login = { username: 'oncall', password: server.password('oncall') };
  const config = { url: server.url, caPem: server.caPem, tlsServerName: 'localhost', ...login };
  let isThere = false;
  const rig = startRig(
    feedOf(config, { kind: 'icinga', intervalSeconds: POLL_SECONDS }),
    {},
    {
      onSightings: ({ sightings }) => {
        isThere = true;
        waiting.sighted(sightings.map(({ key }) => key));
      },
    },
  );
  await eventually('the first answer', () => isThere, { limitMs: 30_000 });
  const samples: number[] = [];
  const change = async (service: string, turns: number): Promise<void> => {
    for (let turn = 0; turn < turns; turn++) {
      await pause((turn * 137 + SERVICES.indexOf(service) * 211) % 700);
      const isBad = turn % 2 === 0;
      const sighted = waiting.until(service, isBad);
      const from = performance.now();
      await server.submit(service, isBad ? 2 : 0, 'by the bench');
      samples.push((await sighted) - from);
    }
  };
  await Promise.all(SERVICES.map((service) => change(service, isQuick ? 4 : 26)));
  await rig.runner.stop();
  await server.stop();
  const [middle, worst] = [quantile(samples, 0.5), Math.max(...samples)].map(Math.round);
  return [
    rowOf({
      what: 'Icinga: change of state -> sighting, p99',
      ...{ measured: quantile(samples, 0.99), unit: 'ms', reach: [atMost(1200)] },
      note: `a real Icinga 2, ${samples.length} changes of ${SERVICES.length} services, polls ${POLL_SECONDS} s apart; median ${middle}, worst ${worst}`,
    }),
  ];
}
