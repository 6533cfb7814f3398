// A recording in words: what it is, how it went, how much of it is there.
import type { LeftOut, Recording } from '../../../shared/domain/recording';
import { locale, msg } from '../../../shared/words/words';
import { wallDay, wallTime } from '../../ui/time-words';

const KINDS: Readonly<Record<Recording['what'], string>> = { payload: msg`Payload`, http: msg`Page`, promql: msg`Curve` };

export const kindWords = (recording: Recording): string => KINDS[recording.what];

export function sizeWords(bytes: number): string {
  return bytes < 1024 ? msg`${bytes} bytes` : msg`${(bytes / 1024).toLocaleString(locale(), { maximumFractionDigits: 1 })} kB`;
}

/** Times, status, size and cut, in one line. */
export function howWords({ what, askedAt, answeredAt, state, status, bytes, isCut }: Recording): string {
  if (state === 'taking') return msg`asked ${wallTime(askedAt)}, no answer yet`;
  const when =
    what === 'payload'
      ? [msg`kept ${wallTime(askedAt)}`]
      : [
          msg`asked ${wallTime(askedAt)}`,
          answeredAt === null ? msg`never answered` : msg`answered after ${(Math.max(0, answeredAt - askedAt) / 1000).toFixed(1)} s`,
        ];
  const size = bytes > 0 ? [isCut && what !== 'promql' ? msg`the first 64 kB of ${sizeWords(bytes)}` : sizeWords(bytes)] : [];
  return [...when, ...(status === null ? [] : [msg`status ${status}`]), ...size].join(' · ');
}

/** When its text went, and by what it can still be known; '' where it is there. */
export function goneWords({ gone }: Recording): string {
  return gone === undefined
    ? ''
    : msg`The text was let go on ${wallDay(gone.at)} by the rule of the settings. Its SHA-256 was ${gone.sha256}.`;
}

export function leftWords({ payloads, snapshots }: LeftOut): string {
  const parts = [
    ...(payloads > 0 ? [`${payloads.toLocaleString(locale())} ${payloads === 1 ? 'payload' : 'payloads'}`] : []),
    ...(snapshots > 0 ? [`${snapshots.toLocaleString(locale())} ${snapshots === 1 ? 'snapshot' : 'snapshots'}`] : []),
  ];
  return parts.length === 0 ? '' : msg`${parts.join(' and ')} more were left out: the recorder keeps only so many per incident and minute.`;
}
