// Acknowledge, silence and their way back, at real Alertmanagers; and what is said when the server will not.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ActionResult, Target } from '../../../shared/feed';
import { jsonAnswer, rawAnswer, startRawServer } from '../../fakes/raw-server';
import { type Alertmanager, startAlertmanager, startAlertmanagerPair } from '../../harness/alertmanager';
import { eventually } from '../../harness/eventually';
import { feedOf, type Rig, startRig } from './rig';

const ends: (() => Promise<void>)[] = [];
let am: Alertmanager;
let rig: Rig;

function rigFor(urls: readonly string[], options: Parameters<typeof startRig>[2] = {}): Rig {
  const made = startRig(feedOf({ urls, connectTimeoutSeconds: 1, timeoutSeconds: 2 }), {}, options);
  ends.push(() => made.runner.stop());
  return made;
}

beforeEach(async () => {
  am = await startAlertmanager();
  ends.push(am.stop);
  rig = rigFor([am.url]);
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const target = (labels: Record<string, string>): Target => ({ key: JSON.stringify(labels), startsAt: 1, labels });
const disk = (device: string, more: Record<string, string> = {}) => target({ alertname: 'DiskFull', service: 'ledger', device, ...more });
const inMinutes = (minutes: number) => Date.now() + minutes * 60_000;
const ack = (targets: readonly Target[], ref: string | null = null, until = inMinutes(15)) =>
  rig.runner.act('am', 'ack', { targets, author: 'Ada', comment: '', until, ref });

function made(result: ActionResult) {
  if (!result.ok) throw new Error(result.failure.what);
  return { ref: result.ref ?? '', until: result.until ?? 0, isConfirmed: result.isConfirmed };
}
const stateOf = async (id: string) => (await am.silences()).find((one) => one.id === id)?.status.state;
const matchersOf = async (id: string) =>
  ((await am.silences()).find((one) => one.id === id)?.matchers ?? []).map((m) => `${m.name}=${m.value}`).sort();

describe('acknowledge', () => {
  test('one alert: a silence over all its labels, confirmed, named and in force', async () => {
    await am.post([{ labels: { alertname: 'DiskFull', service: 'ledger', device: 'sda' } }] as never);
    const { ref, until, isConfirmed } = made(await ack([disk('sda')]));
    expect(isConfirmed).toBe(true);
    expect(Math.abs(until - inMinutes(15))).toBeLessThan(5000);
    const [silence] = await am.silences();
    expect(silence).toMatchObject({ id: ref, createdBy: 'Ada', comment: 'Acknowledged in Dogwatch by Ada', status: { state: 'active' } });
    expect(silence?.matchers.every((m) => m.isEqual && !m.isRegex)).toBe(true);
    expect(await matchersOf(ref)).toEqual(['alertname=DiskFull', 'device=sda', 'service=ledger']);
    await eventually('seen by the poll', () => rig.reports.at(-1)?.sightings[0]?.suppression?.ids[0] === ref);
  });

  test('several alerts: one silence over what they have in common, the name always in it', async () => {
    const { ref } = made(await ack([disk('sda', { zone: '' }), disk('sdb', { zone: '' })]));
    expect(await matchersOf(ref)).toEqual(['alertname=DiskFull', 'service=ledger']);
  });

  test('alerts of two names: a silence for each name, one ref', async () => {
    const { ref, isConfirmed } = made(await ack([disk('sda'), target({ alertname: 'Lag', service: 'ledger' })]));
    expect(isConfirmed).toBe(true);
    expect((await am.silences()).map((one) => one.id).sort()).toEqual(ref.split(' ').sort());
    made(await rig.runner.act('am', 'unack', { ref }));
    expect((await am.silences()).every((one) => one.status.state === 'expired')).toBe(true);
  });

  test('nothing in common is refused: it would hide everything', async () => {
    expect(await ack([target({ job: 'a' }), target({ job: 'b' })])).toMatchObject({
      ok: false,
      failure: { kind: 'config', what: expect.stringContaining('no label in common') },
    });
    expect(await am.silences()).toEqual([]);
  });

  test('renewed in place while the alerts are the same; replaced, never doubled, when they change', async () => {
    const first = made(await ack([disk('sda')], null, inMinutes(5)));
    const renewed = made(await ack([disk('sda')], first.ref, inMinutes(20)));
    expect(renewed.ref).toBe(first.ref);
    expect(renewed.isConfirmed).toBe(true);
    expect(renewed.until).toBeGreaterThan(first.until);
    const wider = made(await ack([disk('sda'), disk('sdb')], renewed.ref));
    expect(wider.ref).not.toBe(first.ref);
    expect(wider.isConfirmed).toBe(true);
    expect([await stateOf(first.ref), await stateOf(wider.ref)]).toEqual(['expired', 'active']);
  });

  test('an acknowledgement that somebody removed meanwhile is made anew', async () => {
    const first = made(await ack([disk('sda')]));
    await am.expireSilence(first.ref);
    const again = made(await ack([disk('sda')], first.ref));
    expect(again.ref).not.toBe(first.ref);
    expect(await stateOf(again.ref)).toBe('active');
    expect(made(await ack([disk('sda')], 'deadbeef-0000-0000-0000-000000000000')).isConfirmed).toBe(true);
  });

  test('taken back; taking back twice, or what was never there, is no error', async () => {
    const { ref } = made(await ack([disk('sda')]));
    expect(made(await rig.runner.act('am', 'unack', { ref })).isConfirmed).toBe(true);
    expect(await stateOf(ref)).toBe('expired');
    expect(made(await rig.runner.act('am', 'unack', { ref })).isConfirmed).toBe(true);
    expect(made(await rig.runner.act('am', 'unack', { ref: 'deadbeef-0000-0000-0000-000000000000' })).isConfirmed).toBe(true);
  });

  test.each([-40, 40])('a local clock that is %i minutes off neither delays nor shortens it', async (minutes) => {
    const now = () => Date.now() + minutes * 60_000;
    const off = rigFor([am.url], { clock: { now, after: (ms, run) => clearable(setTimeout(run, ms)) } });
    const until = now() + 15 * 60_000;
    const result = made(await off.runner.act('am', 'ack', { targets: [disk('sda')], author: 'Ada', comment: '', until, ref: null }));
    expect(result.isConfirmed).toBe(true);
    expect(Math.abs(result.until - until)).toBeLessThan(3000);
    const silence = (await am.silences()).find((one) => one.id === result.ref);
    expect(silence?.status.state).toBe('active');
    expect(Math.abs(Date.parse(silence?.endsAt ?? '') - inMinutes(15))).toBeLessThan(5000);
  });
});

function clearable(timer: NodeJS.Timeout) {
  return () => clearTimeout(timer);
}

describe('silence', () => {
  const matchers = [{ name: 'service', value: 'led.*', isRegex: true, isEqual: true }];
  const silence = (more: Partial<Parameters<Rig['runner']['act']>[2] & object> = {}) =>
    rig.runner.act('am', 'silence', { matchers, startsAt: Date.now(), endsAt: inMinutes(30), author: 'Ada', comment: 'known', ...more });

  test('made, listed, and ended', async () => {
    const { ref, isConfirmed } = made(await silence());
    expect(isConfirmed).toBe(true);
    const listed = await rig.runner.listSilences('am');
    expect(listed).toMatchObject({ ok: true, silences: [{ id: ref, matchers, createdBy: 'Ada', comment: 'known', state: 'active' }] });
    made(await rig.runner.act('am', 'unsilence', { ref }));
    expect(await stateOf(ref)).toBe('expired');
    expect(await rig.runner.listSilences('am')).toEqual({ ok: true, silences: [] });
  });

  test('planned for later is pending', async () => {
    const { ref, isConfirmed } = made(await silence({ startsAt: inMinutes(10) }));
    expect(isConfirmed).toBe(true);
    expect(await stateOf(ref)).toBe('pending');
  });

  test('a refusal carries the words of the server', async () => {
    const result = await silence({ endsAt: inMinutes(-5) });
    expect(result).toMatchObject({ ok: false, failure: { what: expect.stringMatching(/end time|past|before|after/i) } });
    const broken = await silence({ matchers: [{ name: 'service', value: '(', isRegex: true, isEqual: true }] });
    expect(broken).toMatchObject({ ok: false, failure: { what: expect.stringMatching(/regex|invalid|parsing/i) } });
  });
});

describe('a pair', () => {
  test('one peer is enough: the other gets the silence by gossip, and a dead one is passed over', async () => {
    const [a, b] = await startAlertmanagerPair();
    ends.push(a.stop, b.stop);
    rig = rigFor([a.url, b.url]);
    const first = made(await ack([disk('sda')]));
    await eventually('gossip', async () => (await b.silences()).some((one) => one.id === first.ref));
    await a.kill();
    const renewed = made(await ack([disk('sda')], first.ref, inMinutes(40)));
    expect(renewed).toMatchObject({ ref: first.ref, isConfirmed: true });
    await b.kill();
    expect(await ack([disk('sda')], first.ref)).toMatchObject({
      ok: false,
      failure: { kind: 'unreachable', what: expect.stringContaining('refuses') },
    });
  });
});

describe('a server that will not', () => {
  test('a write that is taken but can not be read back is not confirmed', async () => {
    const server = await startRawServer((socket, head) =>
      (head.startsWith('POST') ? jsonAnswer({ silenceID: 'x-1' }) : jsonAnswer([]))(socket, head),
    );
    ends.push(server.close);
    rig = rigFor([server.url]);
    expect(await ack([disk('sda')])).toMatchObject({ ok: true, ref: 'x-1', isConfirmed: false });
  });

  test('a read-only login is told in the words of the server', async () => {
    const server = await startRawServer((socket, head) =>
      (head.startsWith('POST') ? rawAnswer('403 Forbidden', {}, 'read only user') : jsonAnswer([]))(socket, head),
    );
    ends.push(server.close);
    rig = rigFor([server.url]);
    expect(await ack([disk('sda')])).toMatchObject({
      ok: false,
      failure: { kind: 'auth', what: expect.stringContaining('read only user') },
    });
  });

  test('a feed that is not there, or can not do it', async () => {
    expect(await rig.runner.act('nobody', 'unack', { ref: 'x' })).toMatchObject({ ok: false, failure: { kind: 'config' } });
    expect(rig.runner.can('am', 'ack')).toBe(true);
    expect(rig.runner.can('am', 'downtime')).toBe(false);
    expect(rig.runner.can('nobody', 'ack')).toBe(false);
  });
});
