// libsodium, read when a desk first works with a team: its code is near a megabyte.
import type Sodium from 'libsodium-wrappers';

export type SodiumLib = typeof Sodium;

let reading: Promise<SodiumLib> | undefined;

export function sodium(): Promise<SodiumLib> {
  reading ??= import('libsodium-wrappers').then(async ({ default: lib }) => {
    await lib.ready;
    return lib;
  });
  return reading;
}
