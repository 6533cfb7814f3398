// Every kind of tracker, one line each. The contract test runs over this list and fails where a kind has no fake to be tried at.
import type { Tracker } from '../../shared/tracker';
import { github } from './github';
import { gitlab } from './gitlab';
import { jira } from './jira';

/** A kind whose config only it understands. */
export type AnyTracker = Tracker<never>;
export type TrackerRegistry = ReadonlyMap<string, AnyTracker>;

const KINDS = [github, gitlab, jira] as unknown as readonly AnyTracker[];

export const trackerRegistry: TrackerRegistry = new Map(KINDS.map((kind) => [kind.manifest.kind, kind]));
