// Which sound file a page plays. The engine names a sound; a name without a file falls back to the urgency's own sound.
import type { PageRequest } from '../../shared/log/event';

export const SOUNDS = ['low', 'normal', 'critical', 'security', 'digest'] as const;
export type Sound = (typeof SOUNDS)[number];

/** The sound of a request, null where it is to be silent. Files are `assets/sounds/<name>.wav`. */
export function soundOf(request: Pick<PageRequest, 'sound' | 'urgency'>): Sound | null {
  if (request.sound === null) return null;
  return SOUNDS.find((known) => known === request.sound) ?? request.urgency;
}
