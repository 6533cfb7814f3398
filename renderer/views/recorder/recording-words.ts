// A recording in words: what it is, how it went, how much of it is there.
import type { LeftOut, Recording } from '../../../shared/domain/recording';
import { wallTime } from '../../ui/time-words';

const KINDS: Readonly<Record<Recording['what'], string>> = { payload: 'Payload', http: 'Page', promql: 'Curve' };

export const kindWords = (recording: Recording): string => KINDS[recording.what];

export function sizeWords(bytes: number): string {
  return bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toLocaleString('en', { maximumFractionDigits: 1 })} kB`;
}

/** Times, status, size and cut, in one line. */
export function howWords({ what, askedAt, answeredAt, state, status, bytes, isCut }: Recording): string {
  if (state === 'taking') return `asked ${wallTime(askedAt)}, no answer yet`;
  const when =
    what === 'payload'
      ? [`kept ${wallTime(askedAt)}`]
      : [
          `asked ${wallTime(askedAt)}`,
          answeredAt === null ? 'never answered' : `answered after ${(Math.max(0, answeredAt - askedAt) / 1000).toFixed(1)} s`,
        ];
  const size = bytes > 0 ? [isCut && what !== 'promql' ? `the first 64 kB of ${sizeWords(bytes)}` : sizeWords(bytes)] : [];
  return [...when, ...(status === null ? [] : [`status ${status}`]), ...size].join(' · ');
}

export function leftWords({ payloads, snapshots }: LeftOut): string {
  const parts = [
    ...(payloads > 0 ? [`${payloads.toLocaleString('en')} ${payloads === 1 ? 'payload' : 'payloads'}`] : []),
    ...(snapshots > 0 ? [`${snapshots.toLocaleString('en')} ${snapshots === 1 ? 'snapshot' : 'snapshots'}`] : []),
  ];
  return parts.length === 0 ? '' : `${parts.join(' and ')} more were left out: the recorder keeps only so many per incident and minute.`;
}

/** JSON with its lines and indents; everything else as it is. Either way only text. */
export function readable(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2) : text;
  } catch {
    return text;
  }
}
