// The canary of kinds whose source sends by itself: one message of plain JSON, as `push-plain.ts` reads it.
import { CANARY_NAME, CANARY_SUMMARY, canaryLabels } from '../../shared/domain/canary';
import type { Sighting } from '../../shared/feed';

/** JSON text. The key is the same for its beginning and its end. */
export function canaryMessage(id: string, state: Sighting['state']): string {
  return JSON.stringify({ key: `canary:${id}`, name: CANARY_NAME, state, summary: CANARY_SUMMARY, labels: canaryLabels(id) });
}
