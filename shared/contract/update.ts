// What the window sees of updates, and what it may ask of the shell about them.
import { z } from 'zod';

export const updateCalls = {
  'get-update': z.strictObject({}),
  /** Asks the server that was set what there is; downloads nothing. */
  'check-for-update': z.strictObject({}),
  /** Downloads what was found and checks it. */
  'download-update': z.strictObject({}),
  /** Asks the person in a dialog of the shell, then installs what was downloaded and starts anew. */
  'install-update': z.strictObject({}),
} as const;

/** A newer version whose signature was checked. */
export interface UpdateOffer {
  readonly version: string;
  /** Plain text; '' when its makers wrote none. */
  readonly notes: string;
  /** ISO time; '' when unknown. */
  readonly releasedAt: string;
}

/** How it stands. `off`: this copy can't be updated or no server is set; `refused`: what the server gave is not what its makers signed. */
export type UpdateStep =
  | { readonly step: 'off'; readonly what: string; readonly remedy: string }
  | { readonly step: 'idle' }
  | { readonly step: 'checking' }
  /** `at`: Unix ms. */
  | { readonly step: 'current'; readonly at: number }
  | { readonly step: 'found'; readonly offer: UpdateOffer }
  /** `share`: 0 to 1 of the bytes. */
  | { readonly step: 'loading'; readonly offer: UpdateOffer; readonly share: number }
  | { readonly step: 'ready'; readonly offer: UpdateOffer }
  | { readonly step: 'unreachable'; readonly what: string; readonly remedy: string }
  | { readonly step: 'refused'; readonly what: string; readonly remedy: string };

export interface UpdateValues {
  'get-update': UpdateStep;
  'check-for-update': UpdateStep;
  'download-update': UpdateStep;
  'install-update': { isInstalling: boolean };
}
