// A message to send.
import type { OutMessage } from '../../shared/channel';

type Incident = NonNullable<OutMessage['incident']>;

export function outMessage(
  more: Partial<Omit<OutMessage, 'incident'>> & { readonly incident?: Partial<Incident> | null } = {},
): OutMessage {
  const incident: Incident = {
    ...{ id: '01JINCIDENT', number: 42, title: 'DiskFilling', severity: 2, status: 'open', service: 'payments', isSecurity: false },
    startedAt: Date.UTC(2026, 10, 22, 3, 10),
    ...more.incident,
  };
  return {
    key: 'act-01J9Z',
    address: null,
    subject: 'SEV2 payments: DiskFilling',
    text: 'The disk of db-3 is 97 % full.\nNext update in 30 minutes.',
    purpose: 'opened',
    isTest: false,
    ...more,
    incident: more.incident === null ? null : incident,
  };
}
