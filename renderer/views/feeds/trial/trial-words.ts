// How a trial tells sizes, times and what it found.
import type { PresetTrial } from '../../../../shared/feed-trial';

/** Unix ms as `2026-11-23 03:00:00 UTC`: what a mapping made of the source's words, not when it was here. */
export function formatDateTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export function answerWords({ answer }: PresetTrial): string {
  if (answer === null) return 'Nothing was asked yet.';
  const size = sizeWords(answer.bytes);
  return answer.isCut
    ? `${size}; only its first ${answer.text.length.toLocaleString('en')} characters are shown, all of it is mapped.`
    : size;
}

const count = (n: number, one: string): string => `${n.toLocaleString('en')} ${one}${n === 1 ? '' : 's'}`;

/** One sentence for those who do not see the columns. */
export function trialWords({ answer, alertCount, faults, refused, failure }: PresetTrial): string {
  if (failure !== null) return failure.what;
  if (answer === null) return faults.length > 0 ? `${count(faults.length, 'fault')} in the preset.` : 'The preset is right.';
  const told = [count(alertCount, 'alert')];
  if (refused.length > 0) told.push(`${count(refused.length, 'row')} refused`);
  if (faults.length > 0) told.push(`${count(faults.length, 'fault')} in the preset`);
  return `${told.join(', ')}.`;
}
