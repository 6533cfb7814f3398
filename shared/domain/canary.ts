// What a canary is known by: the synthetic alert that Dogwatch posts at a source to prove that alerts from there reach the screen.
import type { AlertData, Labels } from './alert';

export const CANARY_NAME = 'DogwatchCanary';
export const CANARY_LABEL = 'dogwatch_canary';

/** Both are asked for: a label alone would hide somebody's real alert. Canaries of other desks are canaries too. */
export function isCanary({ name, labels }: Pick<AlertData, 'name' | 'labels'>): boolean {
  return name === CANARY_NAME && (labels[CANARY_LABEL] ?? '') !== '';
}

/** The labels a canary is posted with. `id`: of one proof. */
export function canaryLabels(id: string): Labels {
  return { alertname: CANARY_NAME, [CANARY_LABEL]: id, severity: 'none' };
}

export const CANARY_SUMMARY = 'A test alert of Dogwatch: it proves that alerts reach the screen, and ends by itself.';
