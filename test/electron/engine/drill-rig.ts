// A real-looking source beside a drill: the embedded server with one alert.
import { type Demo, playScenario } from '../../../electron/demo/demo';
import { parseScenario } from '../../../electron/demo/scenario';

/** One alert of this name that fires from `from` (seconds) on. */
export async function startDemoAt(name: string, severity: string, from = 0): Promise<Demo> {
  const parsed = parseScenario(
    `version: 1\ntitle: real\nreceiver: r\nloop: { from: 3600, every: 60 }\nalerts:\n  - { labels: { alertname: ${name}, severity: ${severity}, service: shop }, firing: [{ from: ${from} }] }\n`,
  );
  if (!parsed.ok) throw new Error(parsed.what);
  return playScenario(parsed.scenario, Date.now);
}
