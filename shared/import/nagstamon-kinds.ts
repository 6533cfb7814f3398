// Which kind of feed reads what a type of server in Nagstamon read, with its own fields; or why none does.
import { spellMatcher } from '../rules/matchers';
import { looseMatcher } from './loose-matcher';

export interface TakenServer {
  readonly kind: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** What a person types in; empty: nothing. */
  readonly secret: string;
  /** Why it stands still until a person looked at it; empty: it watches at once. */
  readonly waitsFor: string;
  readonly notes: readonly { readonly what: string; readonly why: string }[];
}

export interface Server {
  /** A key of the server's file; '' where it is missing. */
  readonly text: (key: string) => string;
  readonly username: string;
}

type Take = (server: Server) => TakenServer;

const plain = (kind: string, config: Readonly<Record<string, unknown>>, secret: string): TakenServer => ({
  ...{ kind, config, secret },
  waitsFor: '',
  notes: [],
});
const password = (server: Server): string => (server.username === '' ? '' : 'password');
const login = ({ username }: Server) => (username === '' ? {} : { username });
const cgi = (server: Server): string => server.text('monitor_cgi_url') || server.text('monitor_url');

/** Icinga's web pages know another login and another address than its API. */
const icingaWeb: Take = (server) => {
  const url = cgi(server);
  const host = /^https?:\/\/([^/:?#@\s]+)/i.exec(url)?.[1] ?? '';
  return {
    ...plain('icinga', { url: host === '' ? url : `https://${host}:5665` }, 'user and password of the API'),
    waitsFor: 'Icinga’s API has its own address, user and certificate: check them, then switch the feed on.',
  };
};

const alertmanager: Take = (server) => {
  const filter = server.text('alertmanager_filter');
  const matcher = looseMatcher(filter);
  const filters = matcher ? [spellMatcher(matcher)] : [];
  const taken = plain('alertmanager', { urls: [server.text('monitor_url')], filters, ...login(server) }, password(server));
  if (filter === '' || matcher) return taken;
  return { ...taken, notes: [{ what: 'its filter', why: `“${filter.slice(0, 80)}” is not one matcher such as team="storage"` }] };
};

const prometheus: Take = (server) => {
  const rule = { name: 'Firing alerts', query: 'ALERTS{alertstate="firing"}', summary: '{{ $labels.alertname }}' };
  return {
    ...plain('prometheus', { url: server.text('monitor_url'), rules: [rule], ...login(server) }, password(server)),
    notes: [{ what: 'alerts of its rules', why: 'they come as series of one query; where an Alertmanager stands behind it, watch that' }],
  };
};

const zabbix: Take = (server) => plain('zabbix', { url: server.text('monitor_url') }, 'API token');

const TAKES: Readonly<Record<string, Take>> = {
  Nagios: (server) => plain('nagios', { url: cgi(server), ...login(server) }, password(server)),
  Icinga2API: (server) => plain('icinga', { url: cgi(server), ...login(server) }, password(server)),
  Icinga2: icingaWeb,
  IcingaWeb2: icingaWeb,
  IcingaDBWeb: icingaWeb,
  IcingaDBWebNotifications: icingaWeb,
  Alertmanager: alertmanager,
  Prometheus: prometheus,
  Zabbix: zabbix,
  ZabbixProblemBased: zabbix,
  'Checkmk Multisite': (server) =>
    plain('checkmk', { url: server.text('monitor_url'), automationUser: server.username || 'automation' }, 'automation secret'),
};

/** Null: no kind of feed reads such a server. Types are named as in Nagstamon's files. */
export function takeServer(type: string, server: Server): TakenServer | null {
  return Object.hasOwn(TAKES, type) ? (TAKES[type]?.(server) ?? null) : null;
}
