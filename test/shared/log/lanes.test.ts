import { describe, expect, it } from 'vitest';
import type { LogEvent } from '../../../shared/log/event';
import { LaneFolder } from '../../../shared/log/views/lanes';

const at = (now: number, kind: string, data: object): LogEvent => ({ kind, at: now, incident: 'i', data }) as unknown as LogEvent;
const alert = (key: string, startsAt: number) => ({ key, name: 'Down', labels: { alertname: 'Down', job: 'api', pod: key }, startsAt });
const fired = (now: number, ...alerts: ReturnType<typeof alert>[]) => at(now, 'alert.fired', { feed: 'am', alerts });
const cleared = (now: number, ...keys: string[]) =>
  at(now, 'alert.cleared', { feed: 'am', cleared: keys.map((key) => ({ key, startsAt: 0 })) });

function lanes(most: number, ...events: LogEvent[]) {
  const folder = new LaneFolder();
  for (const event of events) folder.take(event);
  return folder.lanes(most);
}

describe('lanes', () => {
  it('an alert fires from its start at the source until it is taken as cleared, each time anew', () => {
    expect(lanes(9, fired(100, alert('a', 90), alert('b', 95)), cleared(200, 'a'), fired(300, alert('a', 150)), cleared(400, 'b'))).toEqual(
      [
        {
          label: 'pod=a',
          alerts: 1,
          spans: [
            [90, 200],
            [200, null],
          ],
        },
        { label: 'pod=b', alerts: 1, spans: [[95, 400]] },
      ],
    );
  });

  it('a start in the future counts as the time of seeing; what leaves by a split ends there', () => {
    const split = at(150, 'incident.split', { alerts: [{ feed: 'am', key: 'a' }] });
    expect(lanes(9, fired(100, alert('a', 9_999)), split)).toEqual([{ label: 'Down', alerts: 1, spans: [[100, 150]] }]);
  });

  it('what has no lane of its own shares the last, where overlapping spans are one', () => {
    const all = [alert('a', 10), alert('b', 20), alert('c', 30), alert('d', 80)];
    expect(lanes(2, fired(100, ...all), cleared(110, 'b'), cleared(120, 'c'), cleared(130, 'd'))).toEqual([
      { label: 'pod=a', alerts: 1, spans: [[10, null]] },
      { label: '3 more alerts', alerts: 3, spans: [[20, 130]] },
    ]);
  });
});
