// How a trial tells sizes, times and what it found.
import type { PresetTrial } from '../../../../shared/feed-trial';
import { counted, locale, msg } from '../../../../shared/words/words';

/** Unix ms as `2026-11-23 03:00:00 UTC`: what a mapping made of the source's words, not when it was here. */
export function formatDateTime(at: number): string {
  return msg`${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

function sizeWords(bytes: number): string {
  if (bytes < 1000) return msg`${bytes} bytes`;
  return bytes < 1_000_000 ? msg`${(bytes / 1000).toFixed(1)} kB` : msg`${(bytes / 1_000_000).toFixed(1)} MB`;
}

export function answerWords({ answer }: PresetTrial): string {
  if (answer === null) return msg`Nothing was asked yet.`;
  const size = sizeWords(answer.bytes);
  return answer.isCut
    ? msg`${size}; only its first ${answer.text.length.toLocaleString(locale())} characters are shown, all of it is mapped.`
    : size;
}

/** One sentence for those who do not see the columns. */
export function trialWords({ answer, alertCount, faults, refused, failure }: PresetTrial): string {
  if (failure !== null) return failure.what;
  if (answer === null)
    return faults.length > 0 ? msg`${counted(faults.length, msg`fault`, msg`faults`)} in the preset.` : msg`The preset is right.`;
  const told = [counted(alertCount, msg`alert`, msg`alerts`)];
  if (refused.length > 0) told.push(msg`${counted(refused.length, msg`row`, msg`rows`)} refused`);
  if (faults.length > 0) told.push(msg`${counted(faults.length, msg`fault`, msg`faults`)} in the preset`);
  return `${told.join(', ')}.`;
}
