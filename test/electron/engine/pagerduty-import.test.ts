// An account of PagerDuty becomes a feed, people, schedules, policies and audiences: asked of a fake of its cloud, looked at without a trace, and
// the key in the vault only.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Desk } from '../../../electron/engine/desk';
import { pagerDutyCalls } from '../../../electron/engine/pagerduty-import';
import { SettingsBook } from '../../../electron/engine/settings-book';
import { EMPTY_STATE } from '../../../shared/log/state';
import { defaultSettings, type Settings, settingsSchema } from '../../../shared/settings';
import { type PagerDutyCloud, PD_KEY, startPagerDuty } from '../../fakes/pagerduty-cloud';
import { aLog, allEvents, NOW } from '../log/a-log';

let pd: PagerDutyCloud;
beforeEach(async () => {
  pd = await startPagerDuty();
  pd.account.setUp();
});
afterEach(() => pd.stop());

function open(settings: Settings = defaultSettings()) {
  const log = aLog();
  const book = new SettingsBook(log, settings, null);
  const desk = new Desk({ log, now: () => NOW, timeZone: 'UTC', settings: () => book.settings }, EMPTY_STATE);
  return { log, book, calls: pagerDutyCalls({ desk, book, person: () => 'ada', applied: () => undefined }) };
}
const given = (apiKey = PD_KEY) => ({ address: pd.url, apiKey });

async function planOf(settings?: Settings) {
  const looked = await open(settings).calls['preview-pagerduty'](given());
  if (!looked.ok) throw new Error(`${looked.error.what} ${looked.error.remedy}`);
  return looked.value.plan;
}

describe('a look', () => {
  test('[O25] services, policies, schedules and users become a feed, policies with audiences, schedules and people', async () => {
    const plan = await planOf();
    expect(plan.feeds).toMatchObject([{ id: 'pagerduty', kind: 'pagerduty', config: { region: 'US', url: pd.url } }]);
    expect(plan.people.map(({ id, name, timeZone }) => [id, name, timeZone])).toEqual([
      ['ada-moss', 'Ada Moss', 'Europe/Berlin'],
      ['ben-ito', 'Ben Ito', 'Asia/Tokyo'],
      ['cy-roe', 'Cy Roe', ''],
    ]);
    expect(plan.schedules).toEqual([
      { id: 'primary', name: 'Primary', from: { kind: 'pagerduty', schedule: 'PSCH1', baseUrl: pd.url } },
      { id: 'secondary', name: 'Secondary', from: { kind: 'pagerduty', schedule: 'PSCH2', baseUrl: pd.url } },
    ]);
    expect(plan.policies.map(({ name, when, steps }) => [name, when.matchers, steps.map((s) => [s.afterMinutes, s.does, s.to])])).toEqual([
      [
        'PagerDuty: Payments',
        ['service_id=~"PSVC1|PSVC2"'],
        [
          [0, 'tell-person', 'primary'],
          [10, 'tell-person', 'secondary'],
          [10, 'tell-person', 'ada-moss'],
        ],
      ],
      ['PagerDuty: Web', ['service_id=~"PSVC3"'], [[0, 'tell-person', 'ben-ito']]],
    ]);
    expect(plan.audiences.map(({ name, members }) => [name, members])).toEqual([
      ['PagerDuty: Payments', [{ schedule: 'primary' }, { schedule: 'secondary' }, { person: 'ada-moss' }]],
      ['PagerDuty: Web', [{ person: 'ben-ito' }]],
    ]);
  });

  test('[O26] policies come switched off, because PagerDuty escalates already', async () => {
    const plan = await planOf();
    expect(plan.policies.map(({ isEnabled }) => isEnabled)).toEqual([false, false]);
    expect(plan.notes).toContainEqual(
      expect.objectContaining({ about: 'escalation policies', why: expect.stringContaining('switch one on') }),
    );
  });

  test('[O27] what is not taken over is named', async () => {
    const left = (await planOf()).notes.map(({ about, what, why }) => `${about}: ${what}: ${why}`).join('\n');
    for (const words of [
      'policy PagerDuty: Old: this policy: no service uses it',
      'policy PagerDuty: Web: “PGONE” on it',
      'policy PagerDuty: Payments: that it begins anew 2 times',
      'service Checkout: its support hours',
      'service Ledger: that it is switched off',
      'people: phone numbers',
      'people: their e-mail addresses: no e-mail channel',
      'maintenance windows',
    ])
      expect(left).toContain(words);
  });

  test('[O25] with an e-mail channel people can be reached; who is there already stays as they are', async () => {
    const settings = settingsSchema.parse({
      channels: [{ id: 'mail', kind: 'email', name: 'Mail' }],
      people: [{ id: 'ada', name: 'ada moss', timeZone: 'UTC' }],
    });
    const plan = await planOf(settings);
    expect(plan.people.map(({ id, reach }) => [id, reach])).toEqual([
      ['ben-ito', [{ channel: 'mail', address: 'pben@example.com' }]],
      ['cy-roe', [{ channel: 'mail', address: 'pcy@example.com' }]],
    ]);
    expect(plan.policies[0]?.steps.at(-1)?.to).toBe('ada');
  });

  test('[O28] lists of several pages are read whole', async () => {
    const { users, services } = pd.account.setup;
    for (let n = 0; n < 230; n++) users.push({ id: `PU${n}`, type: 'user', name: `Person ${n}`, email: '', time_zone: 'UTC' });
    for (let n = 0; n < 120; n++)
      services.push({ id: `PS${n}`, name: `Service ${n}`, status: 'active', escalation_policy: { id: 'PPOL2' } });
    const plan = await planOf();
    expect(plan.people).toHaveLength(233);
    expect(plan.policies[1]?.when.matchers[0]?.split('|')).toHaveLength(121);
    expect(pd.asked.filter(({ path }) => path === '/users')).toHaveLength(3);
  });

  test('[O28] a limit of rate is waited for; a list that the plan lacks is named', async () => {
    pd.account.lacking.add('schedules');
    let held = 0;
    pd.mood = ({ path }) =>
      path === '/services' && held++ < 2
        ? { status: 429, value: { error: { message: 'slow down' } }, headers: { 'ratelimit-reset': '1' } }
        : null;
    const plan = await planOf();
    expect(held).toBe(3);
    expect(plan.schedules).toEqual([]);
    expect(plan.notes).toContainEqual({ about: 'the account', what: 'schedules', why: 'its plan does not have them' });
    expect(plan.policies[0]?.steps.map(({ to }) => to)).toEqual(['ada-moss']);
  });
});

const ILL: readonly (readonly [string, PagerDutyCloud['mood']])[] = [
  ['half an answer', ({ path }) => (path === '/services' ? 'half' : null)],
  ['a dropped line', ({ path }) => (path === '/services' ? 'drop' : null)],
  ['a web page', ({ path }) => (path === '/users' ? { html: '<!doctype html><title>Sign in</title>' } : null)],
  ['an error of the server', () => ({ status: 500, value: { error: { message: 'oops' } } })],
  ['JSON of something else', () => ({ status: 200, value: { users: 'none' } })],
  ['a wait of an hour', () => ({ status: 429, value: {}, headers: { 'ratelimit-reset': '3600' } })],
];
test.each(ILL)('[O28] %s fails the whole in words, and nothing is written', async (_what, mood) => {
  pd.mood = mood;
  const { log, book, calls } = open();
  const taken = await calls['take-pagerduty'](given());
  expect(taken).toMatchObject({ ok: false, error: { kind: 'failed' } });
  if (!taken.ok) for (const words of [taken.error.what, taken.error.remedy]) expect(words.length).toBeGreaterThan(5);
  expect([allEvents(log), book.settings.feeds, book.drawers().size]).toEqual([[], [], 0]);
});

test('[O29] the key is in no answer, no event and no setting: the vault alone has it, for the feed and each schedule', async () => {
  const { log, book, calls } = open();
  const looked = await calls['preview-pagerduty'](given());
  expect(JSON.stringify(looked)).not.toContain(PD_KEY);
  expect([allEvents(log), book.drawers().size]).toEqual([[], 0]);
  const taken = await calls['take-pagerduty'](given());
  expect(JSON.stringify(taken)).not.toContain(PD_KEY);
  expect(JSON.stringify([allEvents(log), log.getSetting('settings')])).not.toContain(PD_KEY);
  expect(allEvents(log).map(({ kind }) => kind)).toEqual(['settings.changed']);
  const drawers = ['pagerduty', 'schedule:primary', 'schedule:secondary'];
  expect(drawers.map((drawer) => log.getSecret(drawer, drawer === 'pagerduty' ? 'apiKey' : 'token'))).toEqual([PD_KEY, PD_KEY, PD_KEY]);
});

test('[O29] a key that is refused is told without the key, though PagerDuty repeats it', async () => {
  const wrong = 'pd-wr0ng-key-9';
  const { calls } = open();
  const looked = await calls['preview-pagerduty'](given(wrong));
  expect(looked).toMatchObject({ ok: false, error: { what: expect.stringContaining('does not take the key') } });
  expect(JSON.stringify(looked)).not.toContain(wrong);
});

test('[O23] a second time adds nothing again', async () => {
  const { book, calls } = open();
  await calls['take-pagerduty'](given());
  const { people, schedules, escalation, audiences, feeds } = book.settings;
  await calls['take-pagerduty'](given());
  const counts = [
    book.settings.people,
    book.settings.schedules,
    book.settings.escalation.policies,
    book.settings.audiences,
    book.settings.feeds,
  ];
  expect(counts).toEqual([people, schedules, escalation.policies, audiences, feeds]);
});
