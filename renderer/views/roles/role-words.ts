// How roles and the people in them are said: short names for the strip, states in words.
import type { RoleHolder } from '../../../shared/domain/incident';
import { hourFor } from '../../../shared/domain/people';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { HERE } from '../../ui/zone';

/** 'IM' for Incident manager, 'T' for Tracker. */
export function shortRole(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return words
    .slice(0, 2)
    .map((w) => [...w][0]?.toUpperCase() ?? '')
    .join('');
}

/** 'held by Ana', 'Ana was asked', 'held by Ana, Bo was asked to take it over', 'free'. */
export function holderWords(holder: RoleHolder | null): string {
  if (!holder) return 'free';
  const asked = holder.offered ? revealLine(holder.offered.personName) : '';
  if (holder.person === null) return asked === '' ? 'free' : msg`${asked} was asked`;
  const held = msg`held by ${revealLine(holder.personName)}`;
  return asked === '' ? held : msg`${held}; ${asked} was asked to take it over`;
}

/** '03:12 for them'; '' where it is the same hour as here, or nobody knows. */
export function theirHour(timeZone: string, now: number): string {
  const hour = hourFor(timeZone, now, HERE);
  return hour === null ? '' : msg`${hour} for them`;
}
