// Receivers of an alertmanager.yml as channels and audiences. Addresses that are secrets (webhooks, keys, passwords) are never taken over.
import { oneLine } from '../domain/plain-text';
import { type Audience, type ChannelSettings, channelSettings } from '../settings/telling';
import { EMPTY_PLAN, type ImportNote, type ImportPlan, idFrom, type NeededSecret, ownName } from './plan';

export type Loose = Readonly<Record<string, unknown>>;

export const objectOf = (value: unknown): Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {};
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
/** Numbers and booleans of YAML read as texts too. */
export const textOf = (value: unknown): string => (['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '');

/** Of one receiver's entry: the config that is no secret, and what is to be typed in; null: it makes no channel. */
type Take = (entry: Loose, global: Loose) => { readonly config: Loose; readonly secret: string } | string;

const hooked =
  (secret: string): Take =>
  () => ({ config: {}, secret });

const email: Take = (entry, global) => {
  const pick = (own: string, shared: string): string => textOf(entry[own]) || textOf(global[shared]);
  const [host = '', port = '587'] = pick('smarthost', 'smtp_smarthost').split(/:(?=\d+$)/);
  const from = pick('from', 'smtp_from');
  const to = textOf(entry.to)
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  if (host === '' || from === '') return 'it names no mail server or no sender';
  const isPlain = textOf(entry.require_tls ?? global.smtp_require_tls) === 'false';
  const username = pick('auth_username', 'smtp_auth_username');
  const encryption = port === '465' ? 'tls' : isPlain ? 'none' : 'starttls';
  return {
    config: { host: host.replace(/^\[|\]$/g, ''), port: Number(port), from, to, encryption, ...(username !== '' && { username }) },
    secret: username === '' ? '' : 'password',
  };
};

const KINDS: Readonly<Record<string, readonly [kind: string, take: Take]>> = {
  slack_configs: ['slack', hooked('webhook URL')],
  msteams_configs: ['teams', hooked('URL of the workflow')],
  msteamsv2_configs: ['teams', hooked('URL of the workflow')],
  pagerduty_configs: ['pagerduty', hooked('integration key')],
  webhook_configs: ['webhook', hooked('URL')],
  email_configs: ['email', email],
};

export interface Receivers extends ImportPlan {
  /** Audience by the receiver's name; null: it tells nobody. */
  readonly audienceOf: ReadonlyMap<string, string | null>;
}

export function planReceivers(root: Loose): Receivers {
  const notes: ImportNote[] = [];
  const channels: ChannelSettings[] = [];
  const audiences: Audience[] = [];
  const secrets: NeededSecret[] = [];
  const audienceOf = new Map<string, string | null>();
  const ids = { channels: new Set<string>(), audiences: new Set<string>() };
  for (const raw of listOf(root.receivers)) {
    const receiver = objectOf(raw);
    const name = oneLine(textOf(receiver.name), 50);
    const about = `receiver ${name}`;
    const members: Audience['members'] = [];
    const lists = Object.keys(receiver).filter((key) => key !== 'name' && listOf(receiver[key]).length > 0);
    for (const key of lists) {
      const known = Object.hasOwn(KINDS, key) ? KINDS[key] : undefined;
      const word = oneLine(key.replace(/_configs$/, ''), 40);
      for (const entry of listOf(receiver[key])) {
        const taken = known ? known[1](objectOf(entry), objectOf(root.global)) : 'Dogwatch has no such channel; a webhook may lead there';
        if (!known || typeof taken === 'string') {
          notes.push({ about, what: word, why: String(taken) });
          continue;
        }
        const id = ownName(idFrom(`${name} ${known[0]}`, known[0]), ids.channels, '-');
        const channel = channelSettings.safeParse({ id, kind: known[0], name: oneLine(`${name} (${word})`, 60), config: taken.config });
        if (!channel.success) continue;
        channels.push(channel.data);
        members.push({ channel: id, address: '' });
        if (taken.secret !== '') secrets.push({ of: 'channel', id, what: taken.secret });
      }
    }
    if (members.length > 0) {
      const id = ownName(idFrom(name, 'receiver'), ids.audiences, '-');
      audiences.push({ id, name: name || 'receiver', members: members.slice(0, 100) });
      audienceOf.set(textOf(receiver.name), id);
    } else audienceOf.set(textOf(receiver.name), lists.length === 0 ? null : '');
  }
  const told = channels.some(({ kind }) => kind === 'slack' || kind === 'teams' || kind === 'email' || kind === 'webhook');
  if (told)
    notes.push({ about: 'receivers', what: 'their titles, texts and templates', why: 'messages have the words of Settings › Telling' });
  return { ...EMPTY_PLAN, channels, audiences, secrets, notes, audienceOf };
}
