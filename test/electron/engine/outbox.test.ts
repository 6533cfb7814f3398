// The outbox under targets that answer late, wrong or not at all, and under its own death.
import { describe, expect, it } from 'vitest';
import { aLog } from '../log/a-log';
import { OutboxRig } from './outbox-rig';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('the outbox', () => {
  it('[O1] [O4] commits an attempt before it goes out, and its end after', async () => {
    const rig = new OutboxRig(aLog());
    let during: string | undefined;
    rig.target.answer = ({ id }) => {
      during = rig.state(id);
      return 'ok';
    };
    rig.ask('a', null);
    await rig.settle();
    expect(during).toBe('sending');
    expect(rig.events.map((e) => e.kind)).toEqual(['act.requested', 'act.started', 'act.sent']);
    expect(rig.record('a')).toMatchObject({ state: 'sent', attempt: 1, mayBeDouble: false });
  });

  it('[O8] sends nothing that waits for a yes, and the words of the yes', async () => {
    const rig = new OutboxRig(aLog());
    rig.ask('a', null, { isAwaiting: true });
    await rig.pass(MINUTE);
    expect(rig.target.arrived).toEqual([]);
    rig.confirm('a', { subject: 'Better words', text: 'Much better.' });
    await rig.settle();
    expect(rig.target.arrived).toMatchObject([{ key: 'a', subject: 'Better words' }]);
    expect(rig.confirm('a')).toBe('It is over already.');
    expect(rig.drop('a')).toBe('It is over already.');
  });

  it('[O4] sends at once what a person wants sent now, whatever pause its absence had made', async () => {
    const rig = new OutboxRig(aLog());
    rig.target.answer = () => 'unreachable';
    rig.ask('a', null);
    await rig.pass(5 * MINUTE);
    rig.target.answer = () => 'ok';
    rig.confirm('a');
    await rig.settle();
    expect(rig.state('a')).toBe('sent');
  });

  it('[O2] asks when things have changed, and a yes sends it all the same', async () => {
    const rig = new OutboxRig(aLog());
    rig.open('i', 1);
    rig.target.answer = () => 'unreachable';
    rig.ask('a', 'i', { precondition: { needs: 'unresolved' } });
    rig.ask('b', 'i', { precondition: { needs: 'unresolved' } });
    await rig.settle();
    rig.person('i', { act: 'resolve', why: '' });
    rig.target.answer = () => 'ok';
    await rig.pass(10 * MINUTE);
    expect([rig.state('a'), rig.state('b')]).toEqual(['conflict', 'conflict']);
    expect(rig.record('a').reason).toBe('INC-1 is resolved meanwhile.');
    expect(rig.desk.state.incidents.get('i')?.row.acts.map((a) => a.state)).toEqual(['conflict', 'conflict']);
    rig.confirm('a');
    rig.drop('b');
    await rig.settle();
    expect([rig.state('a'), rig.state('b')]).toEqual(['sent', 'dropped']);
    expect(rig.desk.state.incidents.get('i')?.row.acts).toEqual([]);
  });

  it('[O2] asks before an update goes out that nobody would write like that any more', async () => {
    const rig = new OutboxRig(aLog());
    rig.target.answer = () => 'unreachable';
    rig.ask('a', null, { purpose: 'update' });
    rig.ask('b', null);
    await rig.settle();
    rig.target.answer = () => 'ok';
    await rig.pass(2 * HOUR);
    expect(rig.record('a')).toMatchObject({ state: 'conflict', reason: 'This update was written more than an hour ago.' });
    expect(rig.state('b')).toBe('sent');
  });

  it('[C21] asks before words go out that were written before the incident was restricted', async () => {
    const rig = new OutboxRig(aLog());
    rig.open('i', 1);
    rig.ask('a', 'i', { isAwaiting: true });
    rig.desk.transact(() => [
      { kind: 'incident.restricted', incident: 'i', actor: 'me', data: { isRestricted: true, by: 'me', members: [] } },
    ]);
    rig.confirm('a');
    await rig.settle();
    expect(rig.record('a')).toMatchObject({ state: 'conflict', reason: 'INC-1 was restricted since this was written.' });
  });

  it('[O3] keeps the order of one incident, and lets others pass what only that message is to blame for', async () => {
    const rig = new OutboxRig(aLog());
    rig.open('i', 1);
    rig.open('k', 2);
    rig.target.answer = ({ id }) => (id === 'i1' ? 'server' : 'ok');
    for (const [act, incident] of [
      ['i1', 'i'],
      ['i2', 'i'],
      ['k1', 'k'],
    ] as const)
      rig.ask(act, incident);
    await rig.settle();
    expect(rig.target.arrived.map((a) => a.key)).toEqual(['k1']);
    rig.target.answer = () => 'ok';
    await rig.pass(MINUTE);
    expect(rig.target.arrived.map((a) => a.key)).toEqual(['k1', 'i1', 'i2']);
  });

  it('[O5] one probe is enough while a target cannot be reached; the return of the network ends the pause', async () => {
    const rig = new OutboxRig(aLog());
    let asked = 0;
    rig.target.answer = () => {
      asked += 1;
      return 'unreachable';
    };
    for (let i = 0; i < 20; i++) rig.ask(`a${i}`, null);
    await rig.settle();
    for (let i = 0; i < 60; i++) await rig.pass(MINUTE);
    expect(asked).toBeLessThan(25);
    expect(rig.outbox.waits).toEqual([{ name: 'ops', why: 'No way there.' }]);
    rig.target.answer = () => 'ok';
    await rig.pass(1);
    rig.outbox.wake();
    for (let i = 0; i < 20; i++) await rig.settle();
    expect(rig.target.arrived.map((a) => a.key)).toEqual(Array.from({ length: 20 }, (_, i) => `a${i}`));
    expect(rig.outbox.waits).toEqual([]);
  });

  it('[O5] waits as long as the target asks for, also when the network returns', async () => {
    const rig = new OutboxRig(aLog());
    rig.target.answer = () => 'busy';
    rig.ask('a', null);
    await rig.settle();
    rig.target.answer = () => 'ok';
    rig.outbox.wake();
    await rig.pass(80_000);
    expect(rig.target.arrived).toEqual([]);
    await rig.pass(11_000);
    expect(rig.state('a')).toBe('sent');
  });

  it('[O6] expires what waits too long, for its turn or for a yes', async () => {
    const rig = new OutboxRig(aLog());
    rig.target.answer = () => 'unreachable';
    rig.ask('a', null);
    rig.ask('b', null, { isAwaiting: true });
    await rig.settle();
    await rig.pass(49 * HOUR);
    expect([rig.record('a').state, rig.record('b').state]).toEqual(['expired', 'expired']);
    expect(rig.record('a').reason).toBe('It could not be sent in time: No way there.');
    expect(rig.record('b').reason).toBe('Nobody said yes in time.');
  });

  it.each([
    ['never-before', true],
    ['never-after', true],
    ['never-before', false],
    ['never-after', false],
  ] as const)('[O4] after a death over an attempt (%s) it is made again with the same key; keyed: %s', async (answer, isKeyed) => {
    const rig = new OutboxRig(aLog(), { isKeyed });
    rig.target.answer = () => answer;
    rig.ask('a', null);
    await rig.settle();
    expect(rig.state('a')).toBe('sending');
    expect(rig.drop('a')).toBe('It is going out right now.');
    const next = rig.kill();
    next.target.answer = () => 'ok';
    expect(next.record('a')).toMatchObject({ state: 'queued', mayHaveArrived: true });
    await next.settle();
    expect(next.record('a')).toMatchObject({ state: 'sent', attempt: 2, mayBeDouble: !isKeyed });
    expect(new Set(next.target.arrived.map((a) => a.key))).toEqual(new Set(['a']));
  });

  it('[O1] [L6] goes on after a restart, also for incidents that are closed', async () => {
    const rig = new OutboxRig(aLog());
    rig.open('i', 1);
    rig.target.answer = () => 'unreachable';
    rig.ask('a', 'i');
    rig.person('i', { act: 'resolve', why: '' });
    rig.person('i', { act: 'close', why: '' });
    await rig.settle();
    const next = rig.kill();
    expect(next.desk.state.incidents.size).toBe(0);
    next.target.answer = () => 'ok';
    await next.pass(MINUTE);
    expect(next.state('a')).toBe('sent');
  });

  it('[O7] what the target refuses waits for a person with its words', async () => {
    const rig = new OutboxRig(aLog());
    rig.target.answer = () => 'refused';
    rig.ask('a', null);
    await rig.pass(HOUR);
    expect(rig.record('a')).toMatchObject({ state: 'failed', reason: 'It says no.', attempt: 1 });
    rig.target.answer = () => 'ok';
    rig.confirm('a');
    await rig.settle();
    expect(rig.state('a')).toBe('sent');
  });
});
