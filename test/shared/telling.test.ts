// Who is told about what, when, and in which words.
import { describe, expect, it } from 'vitest';
import { decideAct } from '../../shared/log/decide/commands';
import type { DecideContext } from '../../shared/log/decide/context';
import { decideSightings } from '../../shared/log/decide/sightings';
import { decideTelling } from '../../shared/log/decide/telling';
import type { Draft, LogEvent, OfKind } from '../../shared/log/event';
import { settingsSchema } from '../../shared/settings';
import { Bench, context, sighting, T0 } from './make';

const MINUTE = 60_000;
const CHANNELS = [
  { id: 'ops', kind: 'slack', name: 'Ops' },
  { id: 'mail', kind: 'email', name: 'Mail' },
  { id: 'off', kind: 'slack', name: 'Off', isEnabled: false },
];
const AUDIENCES = [
  { id: 'engineers', name: 'Engineers', members: [{ channel: 'ops' }, { schedule: 'primary' }] },
  { id: 'customer-support', name: 'Customer support', members: [{ channel: 'mail', address: 'help@a.example' }] },
  { id: 'upper-management', name: 'Upper management', members: [{ channel: 'off' }] },
];
const PEOPLE = [{ id: 'ana', name: 'Ana', reach: [{ channel: 'off' }, { channel: 'mail', address: 'ana@a.example' }] }];

class Desk extends Bench {
  private readonly settings;
  now = T0;

  constructor(routing: object[], more: object = {}) {
    super();
    this.settings = settingsSchema.parse({ channels: CHANNELS, audiences: AUDIENCES, people: PEOPLE, routing, ...more });
  }

  get ctx(): DecideContext {
    return context({ now: this.now, settings: this.settings, onCall: (s) => (s === 'primary' ? ['ana', 'bo'] : []) });
  }

  /** Commits and tells; what was told. */
  tell(drafts: readonly Draft[]): LogEvent[] {
    const before = this.state;
    const events = this.commit(drafts, this.now);
    return this.commit(decideTelling(before, this.state, events, this.ctx), this.now);
  }

  fire(n: number, labels: Record<string, string> = {}, from = 0): LogEvent[] {
    const sightings = Array.from({ length: n }, (_, i) =>
      sighting({ alertname: 'DiskFull', service: `s${from + i}`, severity: 'critical', ...labels }, { startsAt: this.now }),
    );
    const input = { feed: 'am', sightings, clearedKeys: [], clearedWhy: '', previousAnswerAt: null };
    return this.tell(decideSightings(this.state, input, this.ctx));
  }

  act(act: Parameters<typeof decideAct>[2]): LogEvent[] {
    return this.tell(decideAct(this.state, [...this.state.incidents.keys()], act, 'me').drafts);
  }
}

const requests = (events: readonly LogEvent[]) => events.filter((e) => e.kind === 'act.requested') as OfKind<LogEvent, 'act.requested'>[];
const gist = (events: readonly LogEvent[]) =>
  requests(events).map(({ data: { content, isAwaiting } }) =>
    content.what === 'message' ? [content.audience, content.channel, content.address, content.person, isAwaiting] : [],
  );
const everyone = { name: 'all', at: ['opened', 'acknowledged', 'resolved'], to: ['engineers', 'customer-support'] };

describe('routing', () => {
  it('[C20] [O8] tells each audience by its first rule, once, where its members are reached; a person confirms unless the rule says send', () => {
    const desk = new Desk([
      { name: 'engineers at once', at: ['opened'], to: ['engineers'], how: 'send' },
      { name: 'only grave', when: { severityAtLeast: 1 }, at: ['opened'], to: ['customer-support'], how: 'send' },
      { name: 'off', isEnabled: false, at: ['opened'], to: ['customer-support'], how: 'send' },
      everyone,
    ]);
    const told = desk.fire(1);
    expect(gist(told)).toEqual([
      ['engineers', 'ops', null, null, false],
      ['engineers', 'mail', 'ana@a.example', 'ana', false],
      ['customer-support', 'mail', 'help@a.example', null, true],
    ]);
    expect(requests(told)[0]?.data).toMatchObject({
      rule: 'engineers at once',
      why: 'rule “engineers at once”: incident opened → Engineers',
    });
    expect(requests(told)[2]?.data.content).toMatchObject({ subject: 'INC-1: we are looking into a problem', purpose: 'opened' });
  });

  it('[C20] matches labels of the incident or of one of its alerts, and security', () => {
    const rule = (when: object) => [{ ...everyone, when }];
    expect(gist(new Desk(rule({ matchers: ['pod="p1"'] })).fire(1, { pod: 'p1' }))).toHaveLength(3);
    expect(gist(new Desk(rule({ matchers: ['pod="p2"'] })).fire(1, { pod: 'p1' }))).toHaveLength(0);
    expect(gist(new Desk(rule({ isSecurity: true })).fire(1))).toHaveLength(0);
    expect(gist(new Desk(rule({ isSecurity: true })).fire(1, { team: 'security' }))).toHaveLength(3);
  });

  it('[O2] words about a state need that state, others an incident that is not over', () => {
    const desk = new Desk([everyone]);
    const needs = (events: readonly LogEvent[]) => requests(events)[0]?.data.precondition;
    expect(needs(desk.fire(1))).toEqual({ needs: 'unresolved' });
    expect(needs(desk.act({ act: 'acknowledge', via: 'test' }))).toEqual({ needs: 'same-run', run: 0 });
    expect(needs(desk.act({ act: 'resolve', why: '' }))).toEqual({ needs: 'same-run', run: 0 });
  });

  it('[C24] tells as failed whom nobody can reach', () => {
    const told = new Desk([{ name: 'chiefs', at: ['opened'], to: ['upper-management'], how: 'send' }]).fire(1);
    expect(told.map((e) => e.kind).filter((k) => k.startsWith('act.'))).toEqual(['act.requested', 'act.failed']);
    expect(told.find((e) => e.kind === 'act.failed')?.data).toMatchObject({
      why: expect.stringContaining('Upper management cannot be reached'),
    });
  });

  it('also tells of an incident that leaves memory with the same commit', () => {
    const desk = new Desk([{ name: 'end', at: ['closed'], to: ['customer-support'], how: 'send' }]);
    desk.fire(1);
    desk.act({ act: 'resolve', why: '' });
    const key = [...desk.only().alerts.values()][0]?.key ?? '';
    const input = { feed: 'am', sightings: [], clearedKeys: [key], clearedWhy: '', previousAnswerAt: null };
    desk.tell(decideSightings(desk.state, input, desk.ctx));
    const told = desk.act({ act: 'close', why: '' });
    expect(desk.state.incidents.size).toBe(0);
    expect(requests(told)[0]?.data.content).toMatchObject({ subject: 'INC-1 is closed' });
  });
});

describe('a storm', () => {
  const rules = [{ name: 'support', at: ['opened'], to: ['customer-support'], how: 'send' }];

  it('[C23] is one message that counts, and what comes meanwhile is counted in the next', () => {
    const desk = new Desk(rules);
    const first = requests(desk.fire(20));
    expect(first).toHaveLength(1);
    expect(first[0]).toMatchObject({ incident: null, data: { content: { subject: '20 incidents opened, worst SEV2' } } });
    desk.now += MINUTE;
    expect(requests(desk.fire(7, {}, 20))).toEqual([]);
    desk.now += 5 * MINUTE;
    expect(requests(desk.fire(1, {}, 27))).toEqual([]);
    desk.now += 5 * MINUTE;
    const next = requests(desk.tell([]));
    expect(next).toHaveLength(1);
    expect(next[0]?.data.content).toMatchObject({ subject: '8 incidents opened, worst SEV2' });
    desk.now += 11 * MINUTE;
    expect(requests(desk.tell([]))).toEqual([]);
    expect(requests(desk.fire(1, {}, 40))[0]?.incident).not.toBeNull();
  });

  it('[C23] counts incidents that open one by one, too', () => {
    const desk = new Desk(rules);
    const subjects = Array.from({ length: 7 }, (_, i) => {
      desk.now += 1000;
      return requests(desk.fire(1, {}, i))[0]?.incident ?? null;
    });
    expect(subjects.filter((id) => id !== null)).toHaveLength(5);
  });

  it('[C23] is none to an audience that is told of few of them', () => {
    const desk = new Desk([{ name: 'pay', when: { matchers: ['service="pay"'] }, at: ['opened'], to: ['customer-support'], how: 'send' }]);
    expect(requests(desk.fire(20))).toEqual([]);
    desk.now += 1000;
    const told = requests(desk.fire(1, { service: 'pay' }, 20));
    expect(told).toHaveLength(1);
    expect(told[0]?.incident).not.toBeNull();
  });

  it('[C23] of which one came while it was counted names one', () => {
    const desk = new Desk(rules);
    desk.fire(20);
    desk.now += 5 * MINUTE;
    desk.fire(1, {}, 20);
    desk.now += 6 * MINUTE;
    expect(requests(desk.tell([]))[0]?.data.content).toMatchObject({ subject: '1 incident opened, SEV2' });
  });

  it('[C21] does not name a restricted incident', () => {
    const desk = new Desk([{ name: 'end', at: ['resolved'], to: ['customer-support'], how: 'send' }]);
    desk.fire(8);
    const id = [...desk.state.incidents.keys()][0] ?? '';
    desk.commit(
      [{ kind: 'incident.restricted', incident: id, actor: 'me', data: { isRestricted: true, members: [], by: 'me' } }],
      desk.now,
    );
    const content = requests(desk.act({ act: 'resolve', why: '' }))[0]?.data.content;
    const lines = content?.what === 'message' ? content.text.split('\n') : [];
    expect(lines.filter((l) => l.startsWith('INC-1 '))).toEqual(['INC-1 SEV2']);
    expect(lines.filter((l) => l.includes('DiskFull'))).toHaveLength(7);
  });

  it('[H8] tells a member everything, and others number and severity; each says why', () => {
    const desk = new Desk([{ name: 'end', at: ['resolved'], to: ['engineers', 'customer-support'], how: 'send' }]);
    desk.fire(1);
    const id = desk.only().row.id;
    desk.commit(
      [{ kind: 'incident.restricted', incident: id, actor: 'me', data: { isRestricted: true, members: ['ana'], by: 'me' } }],
      desk.now,
    );
    const told = requests(desk.act({ act: 'resolve', why: '' })).map(({ data: { content, why } }) =>
      content.what === 'message' ? [content.person, content.text.includes('DiskFull'), content.isRedacted, content.isForMember, why] : [],
    );
    expect(told).toEqual([
      [null, false, true, undefined, expect.stringContaining('short form: Ops is read by more than those who need to know')],
      ['ana', true, false, true, expect.stringContaining('full form: Ana needs to know')],
      [null, false, true, undefined, expect.stringContaining('short form: Mail is read by more')],
    ]);
  });
});

describe('updates', () => {
  const kinds = (events: readonly LogEvent[]) => events.map((e) => e.kind);

  it('[C26] are due from the opening on, reminded of once, and over with the incident', () => {
    const desk = new Desk([{ name: 'news', at: ['opened', 'update'], to: ['customer-support'] }]);
    const opened = desk.fire(1);
    expect(desk.only().row.updateDueAt).toBe(T0 + 60 * MINUTE);
    expect(requests(opened)[0]?.data.content).toMatchObject({ text: expect.stringContaining('You hear more by 04:04 UTC.') });
    desk.now += 59 * MINUTE;
    expect(desk.tell([])).toEqual([]);
    desk.now += MINUTE;
    const due = desk.tell([]);
    expect(kinds(due)).toEqual(['update.reminded', 'page.requested', 'act.requested']);
    expect(due.find((e) => e.kind === 'page.requested')?.data).toMatchObject({ urgency: 'low', sound: null, title: 'Update on INC-1 due' });
    expect(requests(due)[0]?.data).toMatchObject({ isAwaiting: true, content: { purpose: 'update', subject: 'Update on INC-1' } });
    expect(desk.tell([])).toEqual([]);
    desk.act({ act: 'resolve', why: '' });
    expect(desk.only().row.updateDueAt).toBeNull();
  });

  it('[C26] move on when one went out, once for all its messages', () => {
    const desk = new Desk([{ name: 'news', at: ['update'], to: ['engineers'], how: 'send' }]);
    desk.fire(1);
    desk.now += 60 * MINUTE;
    const due = requests(desk.tell([]));
    expect(due).toHaveLength(2);
    const sent = due.map((e) => {
      desk.now += 1000;
      const data = { act: e.data.act, ref: null, attempt: 1, mayBeDouble: false };
      return desk.tell([{ kind: 'act.sent', incident: e.incident, actor: 'outbox', data }]);
    });
    expect(sent.map(kinds)).toEqual([['update.scheduled'], []]);
    expect(desk.only().row.updateDueAt).toBe(T0 + 120 * MINUTE + 1000);
  });

  it('[C26] come sooner when it gets worse, are one page for many, and none where nobody is to be told', () => {
    const desk = new Desk([]);
    desk.fire(4);
    desk.act({ act: 'set-severity', severity: 1 });
    desk.now += 30 * MINUTE;
    const due = desk.tell([]);
    expect(due.filter((e) => e.kind === 'page.requested').map((e) => (e.kind === 'page.requested' ? e.data.title : ''))).toEqual([
      'Updates due on INC-1, INC-2, INC-3 and 1 more',
    ]);
    const lonely = new Desk([], { audiences: [{ id: 'engineers', name: 'Engineers' }] });
    lonely.fire(1);
    expect(lonely.only().row.updateDueAt).toBeNull();
  });
});
