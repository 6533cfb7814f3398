// What happens when nobody takes an incident.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideAct } from '../../shared/log/decide/commands';
import type { DecideContext, Presence } from '../../shared/log/decide/context';
import { decideEscalation } from '../../shared/log/decide/escalation';
import { decidePages } from '../../shared/log/decide/pages';
import { decideSightings } from '../../shared/log/decide/sightings';
import { decideTime } from '../../shared/log/decide/time';
import type { Draft, LogEvent, OfKind } from '../../shared/log/event';
import { settingsSchema } from '../../shared/settings';
import { Bench, context, sighting, T0 } from './make';

const MINUTE = 60_000;
const STEPS = [
  { afterMinutes: 5, does: 'page-again' },
  { afterMinutes: 8, does: 'page-louder' },
  { afterMinutes: 10, does: 'tell-channel', to: 'ops' },
  { afterMinutes: 15, does: 'tell-person', to: 'primary' },
  { afterMinutes: 20, does: 'tell-person', to: 'primary' },
];
const SETTINGS = {
  person: { name: 'me', id: 'me' },
  people: [
    { id: 'me', name: 'Me', reach: [{ channel: 'ops' }] },
    { id: 'ana', name: 'Ana', reach: [{ channel: 'mail', address: 'ana@a.example' }] },
    { id: 'bo', name: 'Bo', reach: [{ channel: 'mail', address: 'bo@a.example' }] },
    { id: 'cut-off', name: 'Cut Off', reach: [] },
  ],
  channels: [
    { id: 'ops', kind: 'slack', name: 'Ops' },
    { id: 'mail', kind: 'email', name: 'Mail' },
  ],
  schedules: [{ id: 'primary', name: 'Primary', from: { kind: 'rotation', people: ['ana', 'bo'], startDate: '2026-01-05' } }],
};

class Desk extends Bench {
  now = T0;
  presence: Presence = { isLocked: false, idleSince: null, isPresenting: false };
  readonly settings;

  constructor(steps: object[] = STEPS, more: object = {}) {
    super();
    const policies = [
      { id: 'grave', name: 'Grave ones', when: { severityAtLeast: 2 }, steps },
      { id: 'rest', name: 'The rest', steps: [{ afterMinutes: 1, does: 'page-again' }] },
    ];
    // Repetition would page besides: here only the policy does.
    const never = { everyMinutes: 0, times: 0 };
    const paging = {
      repeat: { sev1: never, sev2: never, sev3: never, sev4: never, sev5: never },
      ...('paging' in more ? (more.paging as object) : {}),
    };
    this.settings = settingsSchema.parse({ ...SETTINGS, ...more, paging, escalation: { policies } });
  }

  get ctx(): DecideContext {
    return { ...context({ now: this.now, settings: this.settings, onCall: () => ['ana', 'bo'] }), presence: this.presence };
  }

  /** Commits, pages and escalates, as the desk does; all events of the commit. */
  go(drafts: readonly Draft[]): LogEvent[] {
    const first = this.commit(drafts, this.now);
    const pages = this.commit(decidePages(this.state, this.ctx), this.now);
    const third = this.commit(decideEscalation(this.state, [...first, ...pages], this.ctx), this.now);
    return [...first, ...pages, ...third];
  }

  fire(n = 1, from = 0): LogEvent[] {
    const sightings = Array.from({ length: n }, (_, i) =>
      sighting({ alertname: 'DiskFull', service: `s${from + i}`, severity: 'critical' }, { startsAt: this.now }),
    );
    return this.go(
      decideSightings(this.state, { feed: 'am', sightings, clearedKeys: [], clearedWhy: '', previousAnswerAt: null }, this.ctx),
    );
  }

  /** Lets minutes pass in beats of ten seconds. */
  pass(minutes: number): LogEvent[] {
    const events: LogEvent[] = [];
    for (const end = this.now + minutes * MINUTE; this.now < end; ) {
      this.now += 10_000;
      events.push(...this.go(decideTime(this.state, this.ctx)));
    }
    return events;
  }

  act(act: Parameters<typeof decideAct>[2]): LogEvent[] {
    return this.go(decideAct(this.state, [...this.state.incidents.keys()], act, 'me').drafts);
  }
}

const stepsOf = (events: readonly LogEvent[]) =>
  events.filter((e) => e.kind === 'escalation.stepped') as OfKind<LogEvent, 'escalation.stepped'>[];
const gist = (desk: Desk, events: readonly LogEvent[]) =>
  stepsOf(events).map((e) => [(e.at - T0) / MINUTE, e.data.does, e.data.to, desk.now >= e.at]);
const messages = (events: readonly LogEvent[]) =>
  events.flatMap((e) => (e.kind === 'act.requested' && e.data.content.what === 'message' ? [e.data.content] : []));
const pages = (events: readonly LogEvent[]) => events.flatMap((e) => (e.kind === 'page.requested' ? [e.data] : []));

describe('escalation', () => {
  it('[E1] begins with the first page and the first policy that fits', () => {
    const desk = new Desk();
    const events = desk.fire();
    expect(events.filter((e) => e.kind === 'escalation.begun').map((e) => e.data)).toEqual([
      expect.objectContaining({ policy: 'grave', nextAt: T0 + 5 * MINUTE }),
    ]);
    expect(desk.pass(1).filter((e) => e.kind === 'escalation.begun')).toEqual([]);
  });

  it('[E2] [E6] goes step by step, and gives a schedule’s next person the second time', () => {
    const desk = new Desk();
    desk.fire();
    const events = desk.pass(60);
    expect(gist(desk, events).map(([at, does, to]) => [at, does, to])).toEqual([
      [5, 'page-again', ''],
      [8, 'page-louder', ''],
      [10, 'tell-channel', 'Ops'],
      [15, 'tell-person', 'Ana'],
      [20, 'tell-person', 'Bo'],
    ]);
    expect(pages(events).map((p) => [p.rule, p.urgency, p.sound])).toEqual([
      ['escalation', 'critical', 'critical'],
      ['escalation', 'critical', 'critical'],
    ]);
    expect(messages(events).map((m) => [m.channel, m.address, m.person])).toEqual([
      ['ops', null, null],
      ['mail', 'ana@a.example', 'ana'],
      ['mail', 'bo@a.example', 'bo'],
    ]);
    expect(messages(events)[0]?.text).toContain('Nobody has acknowledged it for 10 min.');
  });

  it('[E2] waits for what holds pages back: the pause ends, the step comes', () => {
    const desk = new Desk();
    desk.fire();
    desk.go([{ kind: 'paging.paused', incident: null, actor: 'person:me', data: { until: T0 + 30 * MINUTE, by: 'me' } }]);
    const settings = desk.settings.paging.breakThrough;
    expect(settings.severity).toBe(2);
    const quiet = new Desk(STEPS, { paging: { breakThrough: { severity: 1, isSecurity: true } } });
    quiet.fire();
    quiet.go([{ kind: 'paging.paused', incident: null, actor: 'person:me', data: { until: T0 + 30 * MINUTE, by: 'me' } }]);
    expect(stepsOf(quiet.pass(29))).toEqual([]);
    expect(stepsOf(quiet.pass(2)).map((e) => e.data.does)).toEqual(['page-again']);
    expect(stepsOf(desk.pass(6)).map((e) => e.data.does)).toEqual(['page-again']);
  });

  it.each(['acknowledge', 'snooze', 'resolve'] as const)('[E3] %s ends it', (what) => {
    const desk = new Desk();
    desk.fire();
    desk.pass(6);
    const act = {
      acknowledge: { act: 'acknowledge', via: 'window' },
      snooze: { act: 'snooze', until: T0 + 600 * MINUTE, via: 'window' },
      resolve: { act: 'resolve', why: '' },
    } as const;
    desk.act(act[what]);
    expect([...desk.state.incidents.values()].map((i) => i.row.escalation)).toEqual([null]);
    expect(stepsOf(desk.pass(60))).toEqual([]);
  });

  it('[E3] an acknowledgement that is taken back begins it anew', () => {
    const desk = new Desk();
    desk.fire();
    desk.pass(6);
    desk.act({ act: 'acknowledge', via: 'window' });
    desk.pass(10);
    const events = desk.act({ act: 'unacknowledge' });
    expect(events.filter((e) => e.kind === 'escalation.begun')).toHaveLength(1);
    expect(stepsOf(desk.pass(6)).map((e) => e.data.step)).toEqual([1]);
  });

  it('[E4] goes faster when nobody is there, and says why', () => {
    const desk = new Desk();
    desk.fire();
    desk.presence = { isLocked: true, idleSince: null, isPresenting: false };
    const [first] = stepsOf(desk.pass(3));
    expect(((first?.at ?? 0) - T0) / MINUTE).toBe(2.5);
    expect(first?.data.why).toContain('sooner because the screen is locked');
    desk.presence = { isLocked: false, idleSince: desk.now - 30 * MINUTE, isPresenting: false };
    expect(stepsOf(desk.pass(2))[0]?.data.why).toContain('nobody has touched this desk for 31 min');
  });

  it('[E5] passes over whom nobody can reach, with the reason, and goes on at once', () => {
    const desk = new Desk([
      { afterMinutes: 1, does: 'tell-person', to: 'cut-off' },
      { afterMinutes: 30, does: 'tell-person', to: 'gone' },
      { afterMinutes: 60, does: 'tell-channel', to: 'ops' },
    ]);
    desk.fire();
    const steps = stepsOf(desk.pass(2));
    expect(steps.map((e) => e.data.why.split(' The next')[0])).toEqual([
      'Cut Off has no channel that is on.',
      'There is no person “gone”.',
      expect.stringContaining('step 3'),
    ]);
    expect(new Set(steps.map((e) => e.at)).size).toBe(1);
  });

  it('[E6] the person of this desk is paged here', () => {
    const desk = new Desk([{ afterMinutes: 1, does: 'tell-person', to: 'me' }]);
    desk.fire();
    const events = desk.pass(2);
    expect(messages(events)).toEqual([]);
    expect(pages(events)).toHaveLength(1);
    expect(stepsOf(events)[0]?.data.to).toBe('Me');
  });

  it('[E7] a storm is one page and one message for each place; late ones wait for the next count', () => {
    const desk = new Desk([
      { afterMinutes: 1, does: 'page-louder' },
      { afterMinutes: 2, does: 'tell-channel', to: 'ops' },
    ]);
    desk.fire(40);
    const events = desk.pass(3);
    expect(pages(events).map((p) => [p.pageKind, p.count])).toEqual([['storm', 40]]);
    expect(messages(events).map((m) => m.subject)).toEqual(['Nobody has taken 40 incidents, worst SEV2']);
    desk.fire(10, 40);
    expect(messages(desk.pass(5))).toEqual([]);
    expect(messages(desk.pass(10)).map((m) => m.subject)).toEqual(['Nobody has taken 10 incidents, worst SEV2']);
  });

  it('[E2] a clock that goes back keeps nobody waiting', () => {
    const desk = new Desk();
    desk.fire();
    desk.now = T0 - 120 * MINUTE;
    expect(stepsOf(desk.pass(1)).length).toBeGreaterThan(0);
  });

  it('[E2] whatever people and time do, each step comes at most once a run', () => {
    const move = fc.oneof(
      fc.record({ do: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 12 }) }),
      fc.record({
        do: fc.constantFrom('acknowledge' as const, 'unacknowledge' as const, 'lock' as const, 'unlock' as const, 'fire' as const),
      }),
    );
    fc.assert(
      fc.property(fc.array(move, { maxLength: 25 }), (moves) => {
        const desk = new Desk();
        const all = [...desk.fire()];
        for (const m of moves) {
          if (m.do === 'pass') all.push(...desk.pass(m.minutes));
          else if (m.do === 'lock' || m.do === 'unlock') desk.presence = { ...desk.presence, isLocked: m.do === 'lock' };
          else if (m.do === 'fire') all.push(...desk.fire(1, 1));
          else if (m.do === 'acknowledge') all.push(...desk.act({ act: 'acknowledge', via: 'window' }));
          else all.push(...desk.act({ act: 'unacknowledge' }));
        }
        const seen = new Map<string, number>();
        for (const e of all) {
          if (e.kind === 'escalation.begun') seen.set(e.incident ?? '', 0);
          if (e.kind !== 'escalation.stepped') continue;
          expect(e.data.step).toBe((seen.get(e.incident ?? '') ?? Number.NaN) + 1);
          seen.set(e.incident ?? '', e.data.step);
        }
        const ids = all.flatMap((e) => (e.kind === 'page.requested' ? [e.data.page] : e.kind === 'act.requested' ? [e.data.act] : []));
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 60 },
    );
  });
});
