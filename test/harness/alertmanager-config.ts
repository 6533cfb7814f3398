// The files a real Alertmanager is started with: its configuration, and who may speak to it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Certificates, makeCertificates } from './certificates';

/** The account that `hasBasicAuth` sets up, and its bcrypt hash (cost 4). */
export const account = { username: 'watch', password: 'watch-the-dog' } as const;
const accountHash = '$2b$04$xz3zBeWPyWFzECjIBBrOOugyXvVBJNeE1z2We.uyvaeOBuLry9xeq';

/** `server`: TLS; `mutual`: the client must show a certificate of the same authority too. */
export type Tls = 'none' | 'server' | 'mutual';

/** Groups are sent nowhere, so nothing leaves the machine; a firing `cluster-down` inhibits `warning` of its cluster. */
export const quietConfig = `route:
  receiver: nobody
  group_by: [alertname]
  routes:
    - receiver: security
      matchers: ['team="security"']
receivers:
  - name: nobody
  - name: security
inhibit_rules:
  - source_matchers: ['alertname="ClusterDown"']
    target_matchers: ['severity="warning"']
    equal: [cluster]
`;

export interface WebAccess {
  /** Path of the web configuration, or null when everybody may speak in clear text. */
  readonly file: string | null;
  readonly certificates: Certificates | null;
}

/** Writes the web configuration into `dir`. */
export function writeWebAccess(dir: string, hasBasicAuth: boolean, tls: Tls): WebAccess {
  const certificates = tls === 'none' ? null : makeCertificates(dir);
  if (!hasBasicAuth && !certificates) return { file: null, certificates: null };
  const lines: string[] = [];
  if (certificates) {
    const { files } = certificates;
    lines.push('tls_server_config:', `  cert_file: ${files.serverCert}`, `  key_file: ${files.serverKey}`);
    if (tls === 'mutual') lines.push('  client_auth_type: RequireAndVerifyClientCert', `  client_ca_file: ${files.ca}`);
  }
  if (hasBasicAuth) lines.push('basic_auth_users:', `  ${account.username}: ${accountHash}`);
  const file = join(dir, 'web.yml');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return { file, certificates };
}
