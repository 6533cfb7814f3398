// Sends messages by the channels of the settings, and does what all kinds share: secrets from the vault, pacing, a time limit, an
// end on stop. What becomes of a message later (retry, expiry, the record) is the outbox's.
import type { ChannelManifest, OutMessage, SendResult } from '../../shared/channel';
import { oneLine } from '../../shared/domain/plain-text';
import type { ChannelSettings } from '../../shared/settings/telling';
import { type Clock, systemClock } from '../feeds/clock';
import { type Opened, openChannel } from './context';
import { refusal } from './outcome';
import { createPace, type Pace } from './pace';
import { type AnyChannel, type ChannelRegistry, channelRegistry } from './registry';

export interface ChannelRunner {
  /** Sends by a saved channel when its turn comes. Never throws; `aborted` when `signal` (or `stop`) came before it went out. */
  send(channelId: string, message: OutMessage, signal?: AbortSignal): Promise<SendResult>;
  /** Null when there is no such channel, or nobody knows its kind. */
  manifestOf(channelId: string): ChannelManifest | null;
  /** Sends by settings that are not saved, `secrets` included; switched-off channels too. */
  sendWith(channel: ChannelSettings, secrets: Readonly<Record<string, string>>, message: OutMessage): Promise<SendResult>;
  /** Gives up what is under way; resolves when all of it has ended. */
  stop(): Promise<void>;
}

export interface RunnerDeps {
  readonly channels: () => readonly ChannelSettings[];
  /** The saved secrets of a channel by field name. */
  readonly secretsOf: (channel: ChannelSettings, manifest: ChannelManifest) => Readonly<Record<string, string>>;
  /** Lines for the journal; without secrets. */
  readonly log: (level: 'debug' | 'info' | 'warn', message: string) => void;
  readonly registry?: ChannelRegistry;
  readonly clock?: Clock;
}

/** Gives up after `ms` or with any of `signals`; `end` lets go of all of them. */
function deadline(clock: Clock, ms: number, signals: readonly AbortSignal[]) {
  const controller = new AbortController();
  const giveUp = (): void => controller.abort();
  const cancel = clock.after(ms, giveUp);
  for (const signal of signals) {
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  }
  const end = (): void => {
    cancel();
    for (const signal of signals) signal.removeEventListener('abort', giveUp);
  };
  return { signal: controller.signal, end };
}

export function createChannelRunner(deps: RunnerDeps): ChannelRunner {
  const { channels, secretsOf, log, registry = channelRegistry, clock = systemClock } = deps;
  const paces = new Map<string, Pace>();
  const underWay = new Set<Promise<unknown>>();
  const ending = new AbortController();

  const kindOf = (channel: ChannelSettings): AnyChannel | null => registry.get(channel.kind) ?? null;
  const find = (id: string): ChannelSettings | undefined => channels().find((channel) => channel.id === id);

  function paceOf(id: string): Pace {
    const known = paces.get(id);
    if (known) return known;
    const pace = createPace(clock, () => {
      const channel = find(id);
      return (channel && kindOf(channel)?.manifest.pauseMs) ?? 0;
    });
    paces.set(id, pace);
    return pace;
  }

  function open(channel: ChannelSettings, secrets: Readonly<Record<string, string>>): Opened {
    const kind = kindOf(channel);
    if (kind === null)
      return {
        ok: false,
        refusal: refusal('config', `There is no kind of channel named “${oneLine(channel.kind, 40)}”.`, 'A newer version may know it.'),
      };
    return openChannel(kind, { ...channel.config, ...secrets }, { now: clock.now, log });
  }

  async function deliver(opened: Opened, name: string, message: OutMessage, signals: readonly AbortSignal[]): Promise<SendResult> {
    if (!opened.ok) return opened.refusal;
    const limit = deadline(clock, opened.channel.limitMs, [ending.signal, ...signals]);
    const result = await opened.channel.send(message, limit.signal);
    limit.end();
    if (!result.ok) log('info', `channel ${name}: ${result.kind}: ${oneLine(result.what, 300)}`);
    return result;
  }

  function tracked(task: Promise<SendResult>): Promise<SendResult> {
    underWay.add(task);
    void task.finally(() => underWay.delete(task));
    return task;
  }

  return {
    send(channelId, message, signal = new AbortController().signal) {
      const turn = AbortSignal.any([signal, ending.signal]);
      const task = paceOf(channelId).run(turn, async () => {
        const channel = find(channelId);
        if (!channel) return refusal('gone', `There is no channel ${oneLine(channelId, 60)} any more.`, 'Choose another channel.');
        if (!channel.isEnabled) return refusal('config', `The channel ${channel.name} is switched off.`, 'Switch it on in the settings.');
        const kind = kindOf(channel);
        return deliver(open(channel, kind ? secretsOf(channel, kind.manifest) : {}), channel.name, message, [signal]);
      });
      return tracked(task);
    },
    manifestOf(channelId) {
      const channel = find(channelId);
      return (channel && kindOf(channel)?.manifest) ?? null;
    },
    sendWith: (channel, secrets, message) => tracked(deliver(open(channel, secrets), channel.name, message, [])),
    async stop() {
      ending.abort();
      await Promise.allSettled([...underWay]);
    },
  };
}
