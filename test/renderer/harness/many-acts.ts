// An outbox after a bad night: thousands of messages in every state. Every name is invented.
import type { ActView } from '../../../shared/contract/telling';
import type { ActState } from '../../../shared/domain/act';

const STATES: readonly ActState[] = [
  'awaiting',
  'queued',
  'awaiting',
  'failed',
  'awaiting',
  'conflict',
  'awaiting',
  'queued',
  'awaiting',
  'awaiting',
];
const AUDIENCES = ['Engineers', 'Customer support', 'Product management'];

/** `count` messages of which six in ten wait for a yes. */
export function manyActs(count: number, now: number): ActView[] {
  return Array.from({ length: count }, (_, i) => act(i, now));
}

function act(i: number, now: number): ActView {
  const state = STATES[i % STATES.length] ?? 'awaiting';
  const audienceName = AUDIENCES[Math.floor(i / 10) % AUDIENCES.length] ?? '';
  const subject = `INC-${2000 + i}: we are looking into a problem`;
  const content = {
    ...{ what: 'message' as const, channel: 'desk', channelName: 'Support desk', address: null, audience: audienceName, person: null },
    ...{ purpose: 'opened' as const, subject, text: `${subject}\nA disk of node ${i} fills up.`, isRedacted: false },
  };
  const isTried = state === 'queued' && i % 4 === 1;
  return {
    ...{ id: `act-${i}`, incident: 'inc-1042', content, precondition: { needs: 'unresolved' as const }, key: `act-${i}`, state },
    ...{ why: 'rule “grave ones”: incident opened → Engineers', rule: 'grave ones', by: 'rules' },
    ...{ requestedAt: now - i * 400, saidAt: now - i * 400, order: i, expiresAt: now + 3_600_000, attempt: isTried ? 2 : 0 },
    ...{ nextAt: isTried ? now + 40_000 : 0, reason: REASONS[state] ?? '', remedy: state === 'failed' ? 'Look at its address.' : '' },
    ...{ mayHaveArrived: false, mayBeDouble: false, isForced: false, ref: null, changedAt: now - i * 400 },
    ...{ incidentName: `INC-${2000 + i}`, incidentTitle: 'Disk of a node fills up', audienceName, personName: '' },
    ...{ conflict: i % 50 === 0 ? `INC-${2000 + i} is resolved meanwhile.` : null, isKeyed: true },
  };
}

const REASONS: Partial<Record<ActState, string>> = {
  failed: 'Support desk answered 404 Not Found.',
  conflict: 'It was resolved since this was written.',
};
