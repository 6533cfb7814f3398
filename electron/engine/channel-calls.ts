// Calls about channels. What a fleet's file dictates can be looked at and tried, not changed from here.
import type { ChannelManifest, SendResult } from '../../shared/channel';
import type { ChannelTest, ChannelValues } from '../../shared/contract/channels';
import type { Draft } from '../../shared/log/event';
import { usersOfChannel } from '../../shared/rules/channel-use';
import type { ChannelSettings } from '../../shared/settings/telling';
import { channelRegistry } from '../channels/registry';
import type { ChannelRunner } from '../channels/runner';
import { secretFields, vaultOf } from '../channels/secrets-of';
import { testMessage } from '../channels/test-message';
import { channelSecrets } from './channel-secrets';
import type { Desk } from './desk';
import { done, type Handlers, refuse } from './gate';
import type { SettingsBook, SettingsChange } from './settings-book';
import { refuseDictated } from './settings-calls';

export interface ChannelCallDeps {
  readonly desk: Desk;
  readonly book: SettingsBook;
  readonly runner: ChannelRunner;
  readonly person: () => string;
  readonly now: () => number;
  /** Settings took effect. */
  readonly applied: () => void;
}

type Secrets = Readonly<Record<string, string>>;

export function channelCalls(deps: ChannelCallDeps): Pick<Handlers, keyof ChannelValues> {
  const { book, runner } = deps;
  return {
    'list-channel-kinds': () => done({ kinds: [...channelRegistry.values()].map((kind) => kind.manifest) }),
    'test-channel': async ({ channel, secrets, address }) => {
      const manifest = channelRegistry.get(channel.kind)?.manifest;
      const message = testMessage(channel.name, deps.person(), deps.now(), address === '' ? null : address);
      const result = await runner.sendWith(channel, allSecrets(book, channel, secrets), message);
      return done(testOf(result, manifest));
    },
    'save-channel': ({ channel, secrets }) => {
      const dictated = refuseDictated<ChannelValues['save-channel']>(book);
      if (dictated) return dictated;
      const kind = channelRegistry.get(channel.kind);
      if (!kind) return refuse(`There is no kind of channel named “${channel.kind}”.`);
      const parsed = kind.parseConfig({ ...channel.config, ...allSecrets(book, channel, secrets) });
      if (!parsed.ok) return refuse(parsed.errors.map((e) => `${e.path || 'settings'}: ${e.message}`).join('; '), 'Edit the channel.');
      const isNew = !book.settings.channels.some((c) => c.id === channel.id);
      const channels = isNew
        ? [...book.settings.channels, channel]
        : book.settings.channels.map((c) => (c.id === channel.id ? channel : c));
      change(deps, new Map([[vaultOf(channel.id), secrets]]), channels);
      return done({ channel: channel.id });
    },
    'remove-channel': ({ channel: id }) => {
      const dictated = refuseDictated<ChannelValues['remove-channel']>(book);
      if (dictated) return dictated;
      const gone = book.settings.channels.find((c) => c.id === id);
      if (!gone) return refuse(`There is no channel ${id}.`);
      const users = usersOfChannel(book.settings, id);
      if (users.length > 0)
        return refuse(`${users.join(', ')} ${users.length === 1 ? 'is' : 'are'} told by ${gone.name}.`, 'Take it out there first.');
      const manifest = channelRegistry.get(gone.kind)?.manifest;
      const names = manifest ? secretFields(manifest) : [];
      const empty = Object.fromEntries(names.map((name) => [name, '']));
      const channels = book.settings.channels.filter((c) => c.id !== id);
      change(deps, new Map([[vaultOf(id), empty]]), channels);
      return done({ channel: id });
    },
  };
}

/** Settings, secrets and the event about them in one transaction, then in effect. */
function change({ desk, book, person, applied }: ChannelCallDeps, secrets: SettingsChange['secrets'], channels: ChannelSettings[]): void {
  const data = { by: person(), paths: ['channels'] };
  const draft: Draft = { kind: 'settings.changed', incident: null, actor: `person:${person()}`, data };
  book.change({ settings: { ...book.settings, channels }, secrets }, (writes) => desk.transact(() => [draft], null, writes));
  applied();
}

/** Typed secrets go before saved ones; '' takes a saved one away. */
function allSecrets(book: SettingsBook, channel: ChannelSettings, typed: Secrets): Secrets {
  const manifest = channelRegistry.get(channel.kind)?.manifest;
  return { ...(manifest && channelSecrets(book, channel, manifest)), ...typed };
}

function testOf(result: SendResult, manifest: ChannelManifest | undefined): ChannelTest {
  if (result.ok) return { isOk: true, words: `Sent. ${manifest?.proves ?? ''}`.trim(), remedy: '', ref: result.ref };
  return { isOk: false, words: result.what, remedy: result.remedy, ref: null };
}
