// What another tool was told becomes feeds, rules and channels; what can not be taken over is named, and no secret leaves its file.
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { planAlertmanager } from '../../../shared/import/alertmanager';
import { parseIni } from '../../../shared/import/ini';
import { mergePlan } from '../../../shared/import/merge';
import { planNagstamon } from '../../../shared/import/nagstamon';
import { compileMatchers, parseMatcher } from '../../../shared/rules/matchers';
import { defaultSettings, settingsSchema } from '../../../shared/settings';

const folder = new URL('../../fixtures/import/', import.meta.url);
const text = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const servers = readdirSync(new URL('nagstamon/servers', folder)).map((name) => `nagstamon/servers/${name}`);
const nagstamon = ['nagstamon/nagstamon.conf', ...servers].map((name) => ({ name, text: text(name) }));
const grouping = ['service', 'namespace', 'cluster'];
/** How Nagstamon writes no name at all. */
const nobody = /^username = (.+)$/m.exec(text('nagstamon/servers/server_Old.conf'))?.[1];
const context = { reveal: (name: string) => (name === nobody ? '' : 'robin'), grouping };
const whole = (): unknown => parse(text('alertmanager/alertmanager.yml'));

describe('[O20] Nagstamon', () => {
  const plan = planNagstamon(nagstamon, context);

  test('every server is a feed of its kind, or a note that says why not', () => {
    expect(plan.feeds.map(({ name, kind, isEnabled }) => [name, kind, isEnabled])).toEqual([
      ['Berlin', 'nagios', true],
      ['Frankfurt', 'icinga', false],
      ['Lab', 'prometheus', false],
      ['Main cluster', 'alertmanager', true],
      ['Shop', 'checkmk', true],
      ['Storage', 'zabbix', true],
    ]);
    expect(plan.notes).toContainEqual({
      about: 'server “Old”',
      what: 'the server',
      why: expect.stringContaining('no kind of feed reads a server of type “Thruk”'),
    });
    const [berlin] = plan.feeds;
    expect(berlin).toMatchObject({ id: 'berlin', intervalSeconds: 30 });
    expect(berlin?.config).toEqual({ url: 'https://nagios.example.com/cgi-bin/nagios4', username: 'robin', isTlsUnchecked: true });
    expect(plan.feeds[3]?.config).toMatchObject({ filters: ['severity=~"critical|warning"'] });
    expect(plan.feeds[1]?.config).toEqual({ url: 'https://icinga.example.com:5665' });
  });

  test('a filter that hid services wakes nobody; one that no rule can say is named', () => {
    expect(plan.holding).toHaveLength(1);
    const [rule] = plan.holding;
    const compiled = compileMatchers((rule?.when ?? []).map((one) => parseMatcher(one) ?? expect.fail(one)));
    const holds = (labels: Record<string, string>): boolean => compiled.ok && compiled.test(labels);
    expect([holds({ service: 'NTP offset' }), holds({ service: 'my NTP' }), holds({})]).toEqual([true, false, false]);
    expect(plan.notes.filter(({ about }) => about === 'filters').map(({ what }) => what)).toEqual([
      'host like “^lab-”',
      'warnings of services',
    ]);
    const byHost = planNagstamon(nagstamon, { ...context, grouping: ['host', 'service'] });
    expect(byHost.holding.map(({ when }) => when)).toContainEqual(['host=~".*(?:^lab-).*"']);
  });

  test('a turned filter holds only what has a service of another name', () => {
    const conf = '[Nagstamon]\nre_service_enabled = True\nre_service_pattern = disk "x" \\d\nre_service_reverse = True\n';
    const { holding } = planNagstamon([{ name: 'nagstamon.conf', text: conf }], context);
    const compiled = compileMatchers((holding[0]?.when ?? []).map((one) => parseMatcher(one) ?? expect.fail(one)));
    const holds = (labels: Record<string, string>): boolean => compiled.ok && compiled.test(labels);
    expect([holds({ service: 'CPU' }), holds({ service: 'disk "x" 5' }), holds({ alertname: 'Host down' })]).toEqual([true, false, false]);
  });

  test('[O21] passwords stay where they are, and what needs one is listed', () => {
    const secrets = nagstamon.flatMap((file) =>
      [...file.text.matchAll(/^(?:password|proxy_password) = (.+)$/gm)].map(([, value]) => value),
    );
    expect(secrets.length).toBeGreaterThan(6);
    for (const secret of secrets) expect(JSON.stringify(plan)).not.toContain(secret);
    expect(plan.secrets.map(({ id, what }) => `${id}: ${what}`)).toEqual([
      'berlin: password',
      'frankfurt: user and password of the API',
      'shop: automation secret',
      'storage: API token',
      'storage: password of the proxy',
    ]);
  });
});

describe('[O22] alertmanager.yml', () => {
  const plan = planAlertmanager(whole(), grouping);

  test('receivers are channels, routes are rules that ask, children before their parents', () => {
    expect(plan.channels.map(({ kind }) => kind)).toEqual(['slack', 'email', 'webhook', 'pagerduty', 'email']);
    expect(plan.routing.map(({ to, when }) => [to[0], when.matchers])).toEqual([
      ['databases-pager', ['alertname!~"Watchdog|InfoInhibitor"', 'service=~"mysql|postgres"', 'severity="critical"']],
      ['databases', ['alertname!~"Watchdog|InfoInhibitor"', 'service=~"mysql|postgres"', 'severity!="critical"']],
      ['audit', ['alertname!~"Watchdog|InfoInhibitor"', 'service!~"mysql|postgres"', 'team="payments"', 'severity!="info"']],
      ['operations', ['alertname!~"Watchdog|InfoInhibitor"', 'service!~"mysql|postgres"', 'team!="core"', 'category!="batch"']],
    ]);
    expect(plan.routing.every(({ how }) => how === 'ask')).toBe(true);
    expect(plan.holding.map(({ when }) => when)).toEqual([['alertname=~"Watchdog|InfoInhibitor"']]);
  });

  test('what is left out is named with its reason', () => {
    const left = plan.notes.map(({ about, what }) => `${about}: ${what}`);
    for (const one of [
      'receiver audit: opsgenie',
      'receiver weekend: telegram',
      'route to missing: this route',
      'route to weekend: active time intervals',
      'the file: inhibition rules',
      'the file: template files',
      'the first route: group_by alertname, cluster',
      'the first route: its end where another route took an alert',
    ])
      expect(left).toContain(one);
    expect(plan.notes.every(({ why }) => why !== '')).toBe(true);
  });

  test('[O21] no secret of the file is in what is made', () => {
    expect(text('alertmanager/alertmanager.yml').match(/hunter2-secret/g)?.length).toBeGreaterThan(4);
    expect(JSON.stringify(plan)).not.toContain('hunter2');
    expect(plan.secrets.map(({ what }) => what)).toEqual(['webhook URL', 'password', 'URL', 'integration key', 'password']);
  });
});

describe('[O23] any file', () => {
  test('a plan over the settings is right by the schema, and twice is not double', () => {
    const once = mergePlan(defaultSettings(), planNagstamon(nagstamon, context));
    expect(settingsSchema.safeParse(once.settings).success).toBe(true);
    const twice = mergePlan(once.settings, planNagstamon(nagstamon, context));
    expect(twice.settings.feeds).toHaveLength(once.settings.feeds.length);
    expect(twice.plan.notes.filter(({ why }) => why === 'a feed watches it already')).toHaveLength(6);
    const routes = mergePlan(
      mergePlan(defaultSettings(), planAlertmanager(whole(), grouping)).settings,
      planAlertmanager(whole(), grouping),
    );
    expect(settingsSchema.safeParse(routes.settings).success).toBe(true);
    expect(routes.plan.routing.every(({ to }) => routes.plan.audiences.some(({ id }) => id === to[0]))).toBe(true);
  });

  test('text of any kind is a plan that the schema takes, or a note', () => {
    const lines = fc.array(
      fc.oneof(fc.string(), fc.constantFrom('[server_a]', 'type = Nagios', 'type = Alertmanager', 'monitor_url = x', ' ]')),
    );
    fc.assert(
      fc.property(lines, fc.constantFrom('nagstamon.conf', 'server_a.conf'), (parts, name) => {
        const file = { name, text: parts.join('\n') };
        const ini = parseIni(file.text);
        expect(ini.ok || ini.why).toBeTruthy();
        const { settings } = mergePlan(defaultSettings(), planNagstamon([file], context));
        expect(settingsSchema.safeParse(settings).success).toBe(true);
      }),
    );
  });

  test('any tree of routes is a plan that the schema takes; one without an end comes to an end', () => {
    const leaf = fc.record({
      receiver: fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.string(), fc.integer()),
      matchers: fc.oneof(
        fc.constant(undefined),
        fc.array(fc.oneof(fc.string(), fc.constantFrom('a="b"', '{a=b, c!~"d|e"}', 'x=~y'))),
        fc.string(),
      ),
      match: fc.oneof(fc.constant(undefined), fc.dictionary(fc.string(), fc.anything())),
      continue: fc.boolean(),
    });
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.tuple(leaf, fc.array(tie('tree'), { maxLength: 4 })).map(([route, routes]) => ({ ...route, routes })),
      ),
    }));
    const receivers = fc.array(
      fc.record({
        name: fc.oneof(fc.constantFrom('a', 'b'), fc.string()),
        slack_configs: fc.array(fc.anything(), { maxLength: 2 }),
        email_configs: fc.array(fc.dictionary(fc.constantFrom('to', 'from', 'smarthost'), fc.anything()), { maxLength: 2 }),
      }),
    );
    fc.assert(
      fc.property(tree, receivers, (route, list) => {
        const { settings } = mergePlan(defaultSettings(), planAlertmanager({ route, receivers: list }, grouping));
        const checked = settingsSchema.safeParse(settings);
        expect(checked.error?.issues ?? []).toEqual([]);
      }),
    );
    const circle: Record<string, unknown> = { receiver: 'a' };
    circle.routes = [circle, circle];
    const plan = planAlertmanager({ route: circle, receivers: [{ name: 'a', slack_configs: [{}] }] }, grouping);
    expect(plan.notes).toContainEqual(expect.objectContaining({ why: 'there are too many of them' }));
    expect(plan.routing.length).toBeLessThanOrEqual(200);
  });
});
