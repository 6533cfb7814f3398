// Every kind of feed, one line each. The contract test runs over this list and fails where a kind has no fixtures.
import type { Feed } from '../../shared/feed';
import { alertmanager } from './alertmanager';
import { icinga } from './icinga';

/** A kind whose config and cursor only it understands. */
export type AnyFeed = Feed<never, never>;
export type Registry = ReadonlyMap<string, AnyFeed>;

const KINDS: readonly AnyFeed[] = [alertmanager as unknown as AnyFeed, icinga as unknown as AnyFeed];

export const registry: Registry = new Map(KINDS.map((feed) => [feed.manifest.kind, feed]));
