// What carries acts outside: how answers of channels and sources become the end of an attempt.
import { describe, expect, it } from 'vitest';
import { type CourierDeps, createCourier } from '../../../electron/engine/couriers';
import type { OutMessage, SendResult } from '../../../shared/channel';
import type { ActionResult, Silence } from '../../../shared/feed';
import type { ActContent } from '../../../shared/log/kinds/acts';
import { T0 } from '../../shared/make';
import { aLog, opened } from '../log/a-log';
import { OutboxRig } from './outbox-rig';

const matchers = [{ name: 'pod', value: '1', isRegex: false, isEqual: true }];
const silence: ActContent = { what: 'silence', feed: 'am', matchers, minutes: 30, comment: 'planned' };

function rig(over: { send?: SendResult; act?: ActionResult; silences?: readonly Silence[] }) {
  const sent: OutMessage[] = [];
  const acted: string[] = [];
  const deps: CourierDeps = {
    tickets: { manifestOf: () => null, deliver: () => Promise.reject(new Error('no tracker')) },
    sender: {
      manifestOf: () => null,
      send: async (_channel, message) => {
        sent.push(message);
        return over.send ?? { ok: true, ref: null };
      },
    },
    runner: {
      can: () => true,
      act: async (_feed, action) => {
        acted.push(action);
        return over.act ?? { ok: true, ref: 's1', until: null, isConfirmed: true };
      },
      listSilences: async () => ({ ok: true, silences: over.silences ?? [] }),
      pollNow: () => undefined,
    },
    publish: async (): Promise<never> => {
      throw new Error('nothing is published here');
    },
    feedName: (feed) => feed,
    now: () => T0,
  };
  return { courier: createCourier(deps), sent, acted };
}

function act(content: ActContent | null, attempt = 1) {
  const desk = new OutboxRig(aLog());
  desk.open('i', 1);
  desk.ask('a', 'i', { isAwaiting: true });
  const record = desk.record('a');
  const row = desk.desk.state.incidents.get('i')?.row;
  return { act: { ...record, attempt, expiresAt: T0 + 30 * 60_000, content: content ?? record.content }, row };
}

describe('messages', () => {
  it.each([
    ['refused', { isFinal: true, mayHaveArrived: false, isLaneDown: false }],
    ['gone', { isFinal: true, mayHaveArrived: false, isLaneDown: false }],
    ['config', { isFinal: true, mayHaveArrived: false, isLaneDown: false }],
    ['unreachable', { isFinal: false, mayHaveArrived: false, isLaneDown: true }],
    ['rate-limited', { isFinal: false, mayHaveArrived: false, isLaneDown: true }],
    ['server', { isFinal: false, mayHaveArrived: false, isLaneDown: false }],
    ['maybe-sent', { isFinal: false, mayHaveArrived: true, isLaneDown: false }],
    ['aborted', { isFinal: false, mayHaveArrived: false, isLaneDown: false }],
  ] as const)('[O4] [O7] %s ends an attempt as it should', async (kind, end) => {
    const { courier } = rig({ send: { ok: false, kind, what: 'W', remedy: 'R', retryAfterMs: 5 } });
    const { act: asked, row } = act(null);
    expect(await courier.deliver(asked, row)).toMatchObject({ isSent: false, why: 'W', remedy: 'R', retryAfterMs: 5, ...end });
  });

  it('[C21] give the target number and severity of a restricted incident, not its name', async () => {
    const { courier, sent } = rig({});
    const { act: asked, row } = act(null);
    if (!row) throw new Error('a row is expected');
    await courier.deliver(asked, { ...row, isRestricted: true, service: 'vault', title: 'Key leaked' });
    expect(sent[0]?.incident).toMatchObject({ number: 1, severity: 3, title: 'INC-1', service: null, isSecurity: false });
  });

  it('[H8] give everything to one who needs to know, as long as that is so', async () => {
    const { courier, sent } = rig({});
    const { act: plain, row } = act(null);
    if (!row || plain.content.what !== 'message') throw new Error('a message about a row is expected');
    const { act: asked } = act({ ...plain.content, person: 'ana', isForMember: true });
    const restricted = { ...row, isRestricted: true, service: 'vault', title: 'Key leaked' };
    await courier.deliver(asked, { ...restricted, members: ['ana'] });
    await courier.deliver(asked, { ...restricted, members: ['bo'] });
    expect(sent.map((m) => m.incident?.title)).toEqual(['Key leaked', 'INC-1']);
  });
});

describe('silences', () => {
  const made = (change: Partial<Silence>): Silence => ({
    ...{ id: 's7', matchers, startsAt: T0, endsAt: T0 + 30 * 60_000, createdBy: 'me', comment: 'planned', state: 'active' },
    ...change,
  });

  it('[O10] are made at once, and read back', async () => {
    const { courier, acted } = rig({});
    expect(await courier.deliver(act(silence).act, undefined)).toMatchObject({ isSent: true, ref: 's1' });
    expect(acted).toEqual(['silence']);
  });

  it('[O10] whose answer was lost are looked for before they are made again', async () => {
    const { courier, acted } = rig({ silences: [made({ createdBy: 'you' }), made({})] });
    expect(await courier.deliver(act(silence, 2).act, undefined)).toMatchObject({ isSent: true, ref: 's7' });
    expect(acted).toEqual([]);
    const other = rig({ silences: [made({ endsAt: T0 }), made({ state: 'expired' }), made({ comment: 'else' })] });
    await other.courier.deliver(act(silence, 2).act, undefined);
    expect(other.acted).toEqual(['silence']);
  });

  it('[O10] that were taken and not read back are in doubt, not done', async () => {
    const { courier } = rig({ act: { ok: true, ref: 's1', until: null, isConfirmed: false } });
    expect(await courier.deliver(act(silence).act, undefined)).toMatchObject({ isSent: false, isFinal: false, mayHaveArrived: true });
  });
});

describe('a full disk', () => {
  it('[O9] after an attempt keeps the result, and nothing is sent twice', async () => {
    const log = aLog();
    const desk = new OutboxRig(log);
    desk.desk.transact(() => [opened('i', 1)]);
    desk.target.answer = () => {
      desk.isDiskFull = true;
      return 'ok';
    };
    desk.ask('a', 'i');
    await desk.settle();
    expect(desk.state('a')).toBe('sending');
    for (let i = 0; i < 5; i++) await desk.pass(60_000);
    expect(desk.state('a')).toBe('sending');
    desk.isDiskFull = false;
    await desk.pass(1000);
    expect(desk.state('a')).toBe('sent');
    expect(desk.target.arrived).toHaveLength(1);
  });
});
