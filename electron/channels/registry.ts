// Every kind of channel, one line each. The contract test runs over this list and fails where a kind has no target to be tried at.
import type { Channel } from '../../shared/channel';
import { bridge } from './bridge';
import { email } from './email';
import { ntfy } from './ntfy';
import { pagerduty } from './pagerduty';
import { slack } from './slack';
import { teams } from './teams';
import { webhook } from './webhook';

/** A kind whose config only it understands. */
export type AnyChannel = Channel<never>;
export type ChannelRegistry = ReadonlyMap<string, AnyChannel>;

const KINDS = [slack, teams, email, pagerduty, ntfy, webhook, bridge] as unknown as readonly AnyChannel[];

export const channelRegistry: ChannelRegistry = new Map(KINDS.map((kind) => [kind.manifest.kind, kind]));
