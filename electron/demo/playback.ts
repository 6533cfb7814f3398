// Which alerts of a scenario fire at a given moment. Pure and without timers: the same second always shows the same picture.
import type { Labels } from '../../shared/domain/alert';
import type { Scenario, ScenarioAlert } from './scenario';

export interface Played {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly generatorUrl: string | null;
  /** Seconds after the start of the scenario. */
  readonly since: number;
}

/** Second at which the period that covers `elapsed` began; null where none does. */
function sinceWhen(alert: ScenarioAlert, loop: Scenario['loop'], elapsed: number): number | null {
  for (const { from, to } of alert.firing) {
    if (elapsed < from) continue;
    if (to === undefined) return from;
    const rounds = from < loop.from ? 0 : Math.floor((elapsed - from) / loop.every);
    const begun = from + rounds * loop.every;
    if (elapsed < begun + to - from) return begun;
  }
  return null;
}

/** The firing alerts at `elapsed` seconds, in the order of the file. */
export function playAt(scenario: Scenario, elapsed: number): readonly Played[] {
  return scenario.alerts.flatMap((alert) => {
    const since = sinceWhen(alert, scenario.loop, elapsed);
    if (since === null) return [];
    return [
      { labels: { ...scenario.labels, ...alert.labels }, annotations: alert.annotations, generatorUrl: alert.generatorUrl ?? null, since },
    ];
  });
}
