// Messages to send: a plain one, and texts that try to be more than text at some target.
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

/** Each would do something at a target that read it as more than words. */
export const HOSTILE_TEXTS: readonly string[] = [
  '<!channel> <!here> <!everyone> <@U024BE7LH> <#C024BE7LR> <https://evil.example|your bank> & <b>bold</b>',
  'https://evil.example/a|https://bank.example look',
  '[click me](https://evil.example) ![x](https://evil.example/track.png) **bold** # heading `code`',
  '<at>Everyone</at> {{DATE(2026-01-01T00:00:00Z)}} ${title} @everyone',
  'subject\r\nBcc: victim@example.org\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script>',
  '\r\n.\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA',
  '\u202egnp.exe\u202c \u2066\u200bhidden\ufeff \u001b[31mred\u0000\u0007',
  '"}],"text":"<!channel>","x":"',
  '\ud800 lone \udc00 halves 😀',
  '🔥'.repeat(3_000),
  'a'.repeat(1_000_000),
  '<&>'.repeat(100_000),
  '\n'.repeat(50_000),
];
