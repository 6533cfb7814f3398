// Which alert is a heartbeat, as people write it.
import { describe, expect, it } from 'vitest';
import { heartbeatTest, isHeartbeat } from '../../../shared/rules/heartbeat';

const eu = { name: 'Watchdog', labels: { cluster: 'eu', note: 'a, "b" }' } };

describe('heartbeat', () => {
  it.each([
    ['Watchdog', true],
    ['watchdog', false],
    ['', false],
    ['Watchdog{cluster="eu"}', true],
    ['Watchdog{cluster="us"}', false],
    ['Other{cluster="eu"}', false],
    ['{cluster="eu"}', true],
    ['{cluster=~"e.|us", cluster!="us"}', true],
    ['Watchdog { cluster = "eu" , note="a, \\"b\\" }" }', true],
  ])('[P6] %s', (text, isIt) => {
    expect(isHeartbeat(text)).toBe(true);
    expect(heartbeatTest(text)(eu)).toBe(isIt);
  });

  it('[P6] a name with braces stays a name; broken matchers are refused', () => {
    expect(heartbeatTest('Agent {HOST.NAME} is alive {x}')({ name: 'Agent {HOST.NAME} is alive {x}', labels: {} })).toBe(true);
    expect(isHeartbeat('Agent {#DISK}')).toBe(true);
    for (const bad of ['Watchdog{cluster=eu}', '{cluster=~"("}', 'W{a="b" c="d"}', '{="x"}']) expect(isHeartbeat(bad), bad).toBe(false);
  });
});
