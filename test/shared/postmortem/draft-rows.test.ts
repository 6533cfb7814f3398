// What each kind of event says in a postmortem's timeline, and what says nothing there.
import { describe, expect, it } from 'vitest';
import { materialOf } from '../../../shared/postmortem/draft/input';
import { tableRow } from '../../../shared/postmortem/draft/table';
import { fillTemplate } from '../../../shared/postmortem/templates/template';
import { anAlert } from '../../electron/log/a-log';
import { aNight, NIGHT, type NightOptions, STEPS, type Step } from './night';

const MIN = 60_000;

function wordsOf(...steps: Step[]): string[] {
  const before = rows(aNight({ isConfirmed: false }));
  return rows(aNight({ isConfirmed: false, more: steps })).filter((row) => {
    const place = before.indexOf(row);
    if (place !== -1) before.splice(place, 1);
    return place === -1;
  });
}

function rows(input: ReturnType<typeof aNight>): string[] {
  const { rows: all, row, clock } = materialOf(input);
  return all.rows.map((one) => tableRow(one, row.number, clock).markdown.replace(/^\| \[[^|]*\) \| (.*) \|$/, '$1'));
}

const step = (kind: Step[1]['kind'], data: object, actor = 'rules', after = 9 * MIN): Step => [after, { kind, actor, data }];
const wanted = { key: 'k', why: '', rule: null, by: 'Raj', expiresAt: 0, isAwaiting: false, precondition: { needs: 'nothing' } };
const silence = {
  ...{ what: 'silence', feed: 'am', minutes: 60, comment: 'known' },
  matchers: [{ name: 'pod', value: 'a|b', isRegex: true, isEqual: true }],
};
const sent = { ref: null, attempt: 1, mayBeDouble: false };
const message = {
  ...{
    what: 'message',
    channel: 'mail',
    channelName: 'Mail',
    address: 'anna@corp.example',
    audience: null,
    person: 'anna',
    purpose: 'page',
  },
  ...{ subject: 'Secret words', text: 'more', isRedacted: true },
};
const alert = anAlert({ name: 'Slow|Query' });
const opening = STEPS[0]?.[1].data ?? {};

describe('rows of the timeline', () => {
  it.each<[string, Step[], string[]]>([
    [
      'an incident that two more desks opened',
      [step('incident.opened', opening), step('incident.opened', opening)],
      ['Detected by 2 more desks'],
    ],
    [
      'a silence that went out',
      [step('act.requested', { act: 's', content: silence, ...wanted }), step('act.sent', { act: 's', ...sent })],
      ['Silence of 60 min at Main cluster: pod=\\~"a\\|b" (known)'],
    ],
    [
      'a message to a person, without name, address and words',
      [step('act.requested', { act: 'm', content: message, ...wanted }), step('act.sent', { act: 'm', ...sent })],
      ['Message to a person'],
    ],
    [
      'a message that could not be sent',
      [step('act.requested', { act: 'm', content: message, ...wanted }), step('act.failed', { act: 'm', why: 'no route', remedy: '' })],
      ['Not sent: message to a person: no route'],
    ],
    ['an act that nobody asked for', [step('act.sent', { act: 'unknown', ...sent })], []],
    [
      'an escalation, to a person without the name',
      [step('escalation.stepped', { policy: 'p', step: 2, does: 'tell-person', to: 'Anna', why: '', trace: [], nextAt: null })],
      ['Escalated, step 2: the next person was told'],
    ],
    [
      'a command of a runbook with its end',
      [
        step('run.started', { run: 'r1', command: 'echo `x` | cat', runbook: 'r', step: 's', kind: 'shell' }),
        step('run.finished', { run: 'r1', how: 'exited', exitCode: 3, durationMs: 61_000, output: 'secret', outputBytes: 1, isCut: false }),
      ],
      ['A command of the runbook ended with status 3 after 1 min 1 s: echo \\`x\\` \\| cat'],
    ],
    [
      'alerts of one feed that fire one after the other',
      [1, 2, 3].map((n) =>
        step(
          'alert.fired',
          { feed: 'am', alerts: [alert], tally: {}, newCount: 1, startedAt: NIGHT + 9 * MIN + n * 1000 },
          'feed',
          9 * MIN + n * 1000,
        ),
      ),
      ['3 alerts fired at Main cluster (until 04:13:13)'],
    ],
    [
      'alerts that are silenced at their source',
      [step('alert.changed', { feed: 'am', changes: [{ key: 'k', suppression: { by: 'silence', ids: [] }, severity: null }], tally: {} })],
      ['1 alert held back at the source (silenced or inhibited)'],
    ],
    [
      'an acknowledgement by a role that changed hands',
      [
        step('role.accepted', {
          role: 'incident-manager',
          roleName: 'Incident manager',
          person: 'anna',
          personName: 'Anna',
          by: 'Anna',
          why: '',
        }),
        step('incident.unacknowledged', { by: 'Anna' }, 'person:Anna'),
        step('incident.acknowledged', { by: 'Raj', via: 'window' }, 'person:Raj'),
      ],
      ['Role taken: Incident manager', 'Acknowledgement taken back by the incident manager', 'Acknowledged by an engineer'],
    ],
    [
      'what a machine does for itself',
      [step('page.dismissed', { page: 'p', why: '' }), step('runbook.moved', { runbook: 'r', step: 's', by: 'Raj' })],
      [],
    ],
    ['a kind from a newer version', [step('moon.rose' as never, { phase: 'full' })], []],
  ])('[G2] %s', (_, steps, words) => {
    expect(wordsOf(...steps)).toEqual(words);
  });

  it('[G2] whatever was pinned is told, also what is otherwise left out', () => {
    const place = STEPS.length;
    const pinned = step('entry.pinned', { entry: `01JD${String(place).padStart(22, '0')}`, isPinned: true, by: 'Raj' });
    const ticked = step('duty.ticked', { role: 'r', roleName: 'Tech leader', duty: 'Say <b>it</b>', isDone: true, by: 'Raj' });
    expect(wordsOf(ticked, pinned)).toEqual(['Tech leader: done: Say \\<b\\>it\\</b\\>: ticked by the incident manager']);
  });

  it('[G1] a draft can be made at any moment of an incident', () => {
    for (let steps = 1; steps <= STEPS.length; steps++) {
      const night = aNight({ isConfirmed: false });
      const material = materialOf({ ...night, events: night.events.slice(0, steps) });
      expect(fillTemplate('{{facts}}\n{{durations}}\n{{timeline}}\n{{charts}}', { ...material })).toContain('INC-42');
    }
  });

  it('[G1] an incident that goes on says so', () => {
    const open: NightOptions = {
      isConfirmed: false,
      more: [step('incident.reopened', { why: 'x', isAutomatic: true, isFlapping: false }, 'rules', 30 * MIN)],
    };
    const text = fillTemplate('{{when}}\n\n{{facts}}', materialOf(aNight(open)));
    expect(text).toMatch(/^2026-11-22 04:04:10, still going on \(Europe\/Berlin\)/);
    expect(text).toContain('| **Duration** | unknown: it is not resolved (confirm when it was resolved) |');
  });

  it('[G1] a night that crosses midnight shows the day with each time', () => {
    const long: NightOptions = {
      isConfirmed: false,
      more: [step('incident.closed', { why: '', isAutomatic: true }, 'rules', 25 * 60 * MIN)],
    };
    const { rows: all, row, clock } = materialOf(aNight(long));
    const last = all.rows.at(-1);
    expect(last && tableRow(last, row.number, clock)).toMatchObject({
      time: '2026-11-23 05:04:10',
      words: 'Closed',
      at: NIGHT + 25 * 60 * MIN,
    });
  });
});
