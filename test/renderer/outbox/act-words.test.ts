import { describe, expect, it } from 'vitest';
import { outboxWords } from '../../../renderer/frame/watch-words';
import { actName, byNeed, stateWords } from '../../../renderer/views/outbox/act-words';
import { updateWords } from '../../../renderer/views/response/update-words';
import type { ActView } from '../../../shared/contract/telling';
import type { ActState } from '../../../shared/domain/act';

const NOW = 1_000_000;
function act(state: ActState, change: Partial<ActView> = {}): ActView {
  const content = {
    ...{ what: 'message' as const, channel: 'ops', channelName: 'Ops', address: null, audience: 'engineers', person: null },
    ...{ purpose: 'opened' as const, subject: 'S', text: 'T', isRedacted: false },
  };
  return {
    ...{ id: state, incident: 'i', content, precondition: { needs: 'nothing' }, key: 'k', state, why: 'rule', rule: 'r', by: 'me' },
    ...{ requestedAt: 0, saidAt: 0, order: 1, expiresAt: 9e12, attempt: 0, nextAt: 0, reason: '', remedy: '', mayHaveArrived: false },
    ...{
      mayBeDouble: false,
      isForced: false,
      ref: null,
      changedAt: 0,
      incidentName: 'INC-1',
      incidentTitle: '',
      audienceName: 'Engineers',
    },
    ...{ personName: '', conflict: null, isKeyed: null },
    ...change,
  };
}

describe('an act in words', () => {
  const nameOf = (feed: string): string => (feed === 'am' ? 'Main cluster' : feed);

  it('says what it is and for whom', () => {
    expect(actName(act('queued'), nameOf)).toBe('Message to Ops for Engineers');
    expect(actName(act('queued', { personName: 'Ana' }), nameOf)).toBe('Message to Ops for Ana');
    const content = { what: 'unsilence' as const, feed: 'am', ref: 's' };
    expect(actName(act('queued', { content }), nameOf)).toBe('End of a silence at Main cluster');
  });

  it('[O4] warns of what may arrive twice, before and after', () => {
    const tried = act('queued', { attempt: 2, reason: 'No answer came.', nextAt: NOW + 30_000, mayHaveArrived: true });
    expect(stateWords(tried, NOW).why).toBe('No answer came. An earlier try may have arrived. Next try in 30s.');
    expect(stateWords(act('sent', { mayBeDouble: true }), NOW)).toMatchObject({ tag: 'Sent, perhaps twice', tone: 'unsure' });
    expect(stateWords(act('sent'), NOW)).toEqual({ tag: 'Sent', tone: 'good', why: '' });
  });

  it('[O2] says beside a yes what it would run into', () => {
    expect(stateWords(act('awaiting', { conflict: 'INC-1 is resolved meanwhile.' }), NOW).why).toBe('INC-1 is resolved meanwhile.');
  });

  it('lists first what needs a person', () => {
    const order = byNeed([act('queued'), act('awaiting'), act('sent'), act('failed'), act('conflict')]).map((a) => a.state);
    expect(order).toEqual(['conflict', 'failed', 'awaiting', 'queued', 'sent']);
  });
});

describe('the foot and the header', () => {
  it('count what waits, and say nothing when nothing does', () => {
    const none = { awaiting: 0, queued: 0, stuck: 0, waits: [], version: 1 };
    expect(outboxWords(none)).toBe('');
    expect(outboxWords({ ...none, awaiting: 1, stuck: 1 })).toBe('Outbox: 2 wait for you');
    expect(outboxWords({ ...none, queued: 1, waits: ['Ops: away'] })).toBe('Outbox: 1 on its way, offline');
  });

  it('[C26] say when the next update is due', () => {
    expect(updateWords(null, NOW)).toBe('');
    expect(updateWords(NOW + 11.5 * 60_000, NOW)).toBe('Next update in 12 min');
    expect(updateWords(NOW, NOW)).toBe('Update due now');
    expect(updateWords(NOW - 3 * 60_000, NOW)).toBe('Update due for 3 min');
  });
});
