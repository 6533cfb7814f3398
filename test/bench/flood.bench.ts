// A flood through the webhook: is it taken whole, and does memory stay flat meanwhile?
import { quantile } from './measure/quantile';
import { engineFor } from './parts/push-engine-started';
import { webhookAt } from './parts/push-ways';
import { atMost, type BenchRow, rowOf } from './row';

const PER_SECOND = 5000;
/** Alerts in one request, as Alertmanager groups them, and how many alerts there are that fire and clear in turn. */
const PER_REQUEST = 25;
const DIFFERENT = 2000;

/** Fires all that are different, then clears them, and again; one group of 25 a request. */
function bodyOf(n: number): unknown {
  const round = Math.floor((n * PER_REQUEST) / DIFFERENT);
  const first = (n * PER_REQUEST) % DIFFERENT;
  const state = round % 2 === 0 ? 'firing' : 'resolved';
  return Array.from({ length: PER_REQUEST }, (_, i) => {
    const key = `${first + i}`;
    return { key, name: 'Flood', state, labels: { service: `s${Math.floor((first + i) / 100)}` }, severity: 'info' };
  });
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

export async function benchFlood(seconds: number): Promise<BenchRow[]> {
  const { post, ...feed } = await webhookAt();
  const { engine, end } = await engineFor(feed);
  const requests = (seconds * PER_SECOND) / PER_REQUEST;
  const before = await engine.ask('memory');
  const answers: number[] = [];
  const sends: Promise<void>[] = [];
  let middle = before;
  const started = performance.now();
  for (let n = 0; n < requests; n++) {
    await pause(started + (n * PER_REQUEST * 1000) / PER_SECOND - performance.now());
    const sentAt = performance.now();
    sends.push(post(bodyOf(n)).then(() => void answers.push(performance.now() - sentAt)));
    if (n === Math.floor(requests / 2)) middle = await engine.ask('memory');
  }
  await Promise.all(sends);
  const tookS = (performance.now() - started) / 1000;
  const { fired, cleared, commits } = await engine.ask('tally');
  const after = await engine.ask('memory');
  await end();
  const sent = requests * PER_REQUEST;
  const behind = `answered after the commit within ${Math.round(quantile(answers, 0.99))} ms (p99)`;
  return [
    rowOf({
      what: `webhook: lost of a flood of 5,000 alerts/s for ${seconds} s`,
      ...{ measured: sent - fired - cleared, unit: 'alerts', reach: [atMost(0)] },
      note: `${sent} in ${tookS.toFixed(1)} s (${Math.round(sent / tookS)}/s), ${behind}; ${commits} commits`,
    }),
    rowOf({
      what: 'webhook: heap grown in the second half of the flood',
      ...{ measured: Math.max(0, after.heap - middle.heap), unit: 'MB', reach: [atMost(20)] },
      note: `after a collection ${[before, middle, after].map(({ heap }) => Math.round(heap)).join(', ')} MB before, in the middle, after`,
    }),
    rowOf({
      what: 'webhook: resident memory grown in the second half of the flood',
      ...{ measured: Math.max(0, after.resident - middle.resident), unit: 'MB', reach: [atMost(60)] },
      note: `${[before, middle, after].map(({ resident }) => Math.round(resident)).join(', ')} MB before, in the middle, after`,
    }),
  ];
}
