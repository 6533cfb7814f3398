// A real SMTP server on loopback (npm smtp-server): STARTTLS or TLS with our throw-away certificate, a login, and refusals on demand.
import { readFileSync } from 'node:fs';
import { SMTPServer } from 'smtp-server';
import type { Certificates } from '../harness/certificates';

export interface SmtpSinkOptions {
  readonly certificates?: Certificates;
  /** TLS from the first byte. */
  readonly isTls?: boolean;
  readonly user?: string;
  readonly password?: string;
  /** SMTP code and words for a recipient; null takes it. */
  readonly recipient?: (address: string) => { readonly code: number; readonly words: string } | null;
  /** What happens when the whole mail is there. */
  readonly data?: 'take' | 'refuse-550' | 'later-451' | 'hang' | 'drop';
  /** Echoed by a failed login, as careless servers do. */
  readonly isEchoing?: boolean;
}

export interface SmtpSink {
  readonly port: number;
  /** Mails as they came, headers and body. */
  readonly mails: { readonly from: string; readonly to: readonly string[]; readonly raw: string; readonly isSecure: boolean }[];
  readonly stop: () => Promise<void>;
}

function smtpError(code: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode: code });
}

export async function startSmtpSink(options: SmtpSinkOptions = {}): Promise<SmtpSink> {
  const { certificates, user, password, data = 'take' } = options;
  const mails: SmtpSink['mails'] = [];
  const server = new SMTPServer({
    ...(certificates && { cert: readFileSync(certificates.files.serverCert), key: readFileSync(certificates.files.serverKey) }),
    secure: options.isTls ?? false,
    disabledCommands: [...(certificates ? [] : ['STARTTLS']), ...(user === undefined ? ['AUTH'] : [])],
    allowInsecureAuth: true,
    authOptional: user === undefined,
    disableReverseLookup: true,
    closeTimeout: 100,
    onAuth(login, _session, done) {
      if (login.username === user && login.password === password) return done(null, { user: login.username });
      return done(smtpError(535, `5.7.8 no such login${options.isEchoing ? ` ${login.username}:${login.password}` : ''}`));
    },
    onRcptTo({ address }, _session, done) {
      const refused = options.recipient?.(address) ?? null;
      return done(refused === null ? null : smtpError(refused.code, refused.words));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (data === 'hang') return;
        if (data === 'drop') {
          for (const connection of server.connections) connection._socket.destroy();
          return;
        }
        if (data === 'refuse-550') return done(smtpError(550, '5.7.1 looks like spam'));
        if (data === 'later-451') return done(smtpError(451, '4.7.1 greylisted, come again'));
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? '' : mailFrom.address;
        mails.push({ from, to: rcptTo.map((one) => one.address), raw: Buffer.concat(chunks).toString('utf8'), isSecure: session.secure });
        return done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  return { port, mails, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}
