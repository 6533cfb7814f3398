// Form fields and shape of login and TLS for kinds that keep a link of another protocol than HTTP. No proxies there.
import { z } from 'zod';
import type { ConfigField } from '../../shared/feed';
import { msg } from '../../shared/words/words';
import { CONNECTION_FIELDS, connectionShape } from './connection';

const NAMES = ['username', 'password', 'caPem', 'certPem', 'keyPem', 'tlsServerName', 'isTlsUnchecked', 'connectTimeoutSeconds'] as const;
const { username, password, caPem, certPem, keyPem, tlsServerName, isTlsUnchecked, connectTimeoutSeconds } = connectionShape;

/** Spread it into the kind's own strict object. */
export const linkShape = { username, password, caPem, certPem, keyPem, tlsServerName, isTlsUnchecked, connectTimeoutSeconds };

const linkSchema = z.object(linkShape);
/** Empty text: not set. */
export type LinkConfig = z.infer<typeof linkSchema>;

/** The form fields that go with `linkShape`. */
export const LINK_FIELDS: readonly ConfigField[] = CONNECTION_FIELDS.filter(({ name }) => (NAMES as readonly string[]).includes(name)).map(
  (field) =>
    field.name === 'username' || field.name === 'password' ? { ...field, hint: msg`Leave empty if the server asks for none.` } : field,
);

/** What Node's TLS takes; only what is set. */
export function tlsOf(config: LinkConfig) {
  const { caPem: ca, certPem: cert, keyPem: key, tlsServerName: servername } = config;
  return {
    ...(ca !== '' && { ca }),
    ...(cert !== '' && { cert, key }),
    ...(servername !== '' && { servername }),
    ...(config.isTlsUnchecked && { rejectUnauthorized: false }),
  };
}

/** An address without a login inside, such as `nats://host:4222`. */
export function linkUrl(protocols: readonly string[], example: string) {
  return z.string().refine((text) => {
    if (!URL.canParse(text)) return false;
    const { protocol, username: user, password: word, hostname } = new URL(text);
    return protocols.includes(protocol) && user === '' && word === '' && hostname !== '';
  }, `an address such as ${example}, with no user or password in it (they have fields of their own)`);
}
