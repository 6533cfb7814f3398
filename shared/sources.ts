// Which kind of source answers at an address, judged by what it says without a login. Nothing here guesses by the port alone.

/** A source that answered; `config` is what the form of its kind begins with. */
export interface FoundSource {
  readonly kind: string;
  /** For a person: 'Alertmanager'. */
  readonly name: string;
  readonly url: string;
  readonly config: Readonly<Record<string, string>>;
}

/** How a kind is asked who it is. `field`: of its form, takes the address. */
export interface SourceKind {
  readonly kind: string;
  readonly name: string;
  readonly port: number;
  readonly protocol: 'http' | 'https' | 'nats' | 'mqtt';
  readonly field: string;
  /** Behind the address; '' for what is no web server. */
  readonly path: string;
}

/** Ports as the projects' own documentation has them. */
export const SOURCE_KINDS: readonly SourceKind[] = [
  { kind: 'alertmanager', name: 'Alertmanager', port: 9093, protocol: 'http', field: 'urls', path: '/api/v2/status' },
  { kind: 'prometheus', name: 'Prometheus', port: 9090, protocol: 'http', field: 'url', path: '/api/v1/status/buildinfo' },
  { kind: 'grafana', name: 'Grafana', port: 3000, protocol: 'http', field: 'url', path: '/api/health' },
  { kind: 'icinga', name: 'Icinga 2', port: 5665, protocol: 'https', field: 'url', path: '/v1' },
  { kind: 'nats', name: 'NATS', port: 4222, protocol: 'nats', field: 'urls', path: '' },
  { kind: 'mqtt', name: 'MQTT', port: 1883, protocol: 'mqtt', field: 'url', path: '' },
];

export interface HeardAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Is this answer one that only this kind gives? */
export function isAnswerOf(kind: string, { status, headers, text }: HeardAnswer): boolean {
  if (kind === 'icinga') return /icinga/i.test(`${headers.server ?? ''} ${headers['www-authenticate'] ?? ''}`);
  if (status !== 200) return false;
  const said = objectIn(text);
  if (kind === 'alertmanager') return 'versionInfo' in said && 'cluster' in said;
  if (kind === 'prometheus') return 'goVersion' in objectOf(said.data);
  return kind === 'grafana' && 'database' in said && ('version' in said || 'commit' in said);
}

/** The first bytes of what is no web server: a greeting (NATS), or the answer to a CONNECT (MQTT 3.1.1, 3.2). */
export function isGreetingOf(kind: string, bytes: Uint8Array): boolean {
  if (kind === 'mqtt') return bytes.length >= 4 && bytes[0] === 0x20 && bytes[1] === 0x02;
  return kind === 'nats' && String.fromCharCode(...bytes.slice(0, 6)) === 'INFO {';
}

const ADDRESS = /^(?:([a-z]+):\/\/)?(\[[\da-f:.]+\]|[^\s/:@?#[\]]+)(:\d{1,5})?(\/[^\s?#]*)?$/i;

/** Where to ask: what is behind a typed address, or every kind's own port of a host. Empty when it is no address, or has a login in it. */
export function placesOf(typed: string): readonly { readonly kind: SourceKind; readonly url: string }[] {
  const parts = ADDRESS.exec(typed.trim() === '' ? 'localhost' : typed.trim());
  if (!parts) return [];
  const [, given = '', host = '', port = '', behind = ''] = parts;
  const path = behind.replace(/\/+$/, '');
  if (given + port + path === '') return SOURCE_KINDS.map((kind) => ({ kind, url: `${kind.protocol}://${host}:${kind.port}` }));
  const wanted = given.toLowerCase();
  const isFitting = ({ protocol }: SourceKind): boolean => wanted === '' || (isWeb(wanted) ? isWeb(protocol) : protocol === wanted);
  return SOURCE_KINDS.filter(isFitting).map((kind) => {
    const protocol = wanted === '' ? kind.protocol : wanted;
    const at = isWeb(protocol) ? `${port}${path}` : port || `:${kind.port}`;
    return { kind, url: `${protocol}://${host}${at}` };
  });
}

const isWeb = (protocol: string): boolean => protocol === 'http' || protocol === 'https';

function objectIn(text: string): Record<string, unknown> {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return {};
  }
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
