// One mail over one SMTP connection. nodemailer speaks the protocol; here its errors become words, and "did it leave?" an answer:
// until the whole mail is on the wire a lost connection means "not sent", after that nobody knows.
import type { OutMail, SendResult } from '../../shared/channel';
import { oneLine } from '../../shared/domain/plain-text';
import { type Refusal, refusal, sent } from './outcome';

/** What nodemailer hangs on its errors. */
interface SmtpError {
  readonly code?: string;
  readonly message?: string;
  readonly responseCode?: number;
  readonly response?: string;
}

async function transportOf({ server }: OutMail, onWholeMail: () => void) {
  const { host, port, encryption, isTlsUnchecked, caPem, user, password, timeoutMs, proxyUrl } = server;
  const { createTransport } = await import('nodemailer');
  return createTransport({
    host,
    port,
    ...(proxyUrl !== '' && { proxy: proxyUrl }),
    secure: encryption === 'tls',
    requireTLS: encryption === 'starttls',
    ignoreTLS: encryption === 'none',
    ...(user !== '' && { auth: { user, pass: password } }),
    tls: { rejectUnauthorized: !isTlsUnchecked, ...(caPem !== '' && { ca: caPem }) },
    allowInternalNetworkInterfaces: true,
    connectionTimeout: Math.min(timeoutMs, 10_000),
    greetingTimeout: timeoutMs,
    dnsTimeout: Math.min(timeoutMs, 10_000),
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    // Its one line about a message comes when the last byte of the mail was handed to the socket.
    logger: { info: (entry: { tnx?: string }) => entry?.tnx === 'message' && onWholeMail() },
  });
}

/** Sends it; never throws. The server's words are quoted, the caller strikes secrets out of them. */
export async function sendMail(mail: OutMail, signal: AbortSignal): Promise<SendResult> {
  let isOut = false;
  const transport = await transportOf(mail, () => {
    isOut = true;
  });
  try {
    const done = await transport.sendMail({
      from: { name: mail.from.name, address: mail.from.address },
      to: mail.to.map((address) => ({ name: '', address })),
      subject: mail.subject,
      text: mail.text,
      textEncoding: 'quoted-printable',
      messageId: mail.messageId,
      ...(mail.threadId !== null && { references: mail.threadId, inReplyTo: mail.threadId }),
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
      signal,
    });
    if (done.rejected.length === 0) return sent(mail.messageId);
    const refused = done.rejected.map((one) => oneLine(String(one), 80)).join(', ');
    return refusal('refused', `The mail server does not take mail for ${refused}; the other recipients get it.`, 'Mend these addresses.');
  } catch (error) {
    return whyNot(error as SmtpError, mail, isOut);
  } finally {
    transport.close();
  }
}

function whyNot(error: SmtpError, mail: OutMail, isOut: boolean): Refusal {
  const place = `${oneLine(mail.server.host, 100)}:${mail.server.port}`;
  const said = oneLine(error.response ?? '', 200);
  if (error.code !== 'ETLS' && error.responseCode !== undefined && error.responseCode >= 400)
    return refusedBy(error, place, said === '' ? '.' : `: “${said}”.`);
  if (isOut)
    return refusal(
      'maybe-sent',
      `${place} took the mail but did not say that it keeps it. It may have arrived.`,
      'Look whether it arrived before you send it again.',
    );
  if (error.code === 'EABORT')
    return refusal('aborted', 'It was given up before it went out.', 'Nothing to do: it is tried again by itself.');
  return unreachable(error, place);
}

/** The server answered and said no. 4yz is "try again later", 5yz is final (RFC 5321, 4.2.1). */
function refusedBy({ code, responseCode = 0 }: SmtpError, place: string, quote: string): Refusal {
  if (responseCode < 500) return refusal('server', `${place} puts the mail off (${responseCode})${quote}`, 'It is tried again by itself.');
  if (code === 'EAUTH')
    return refusal(
      'config',
      `${place} does not accept the login (${responseCode})${quote}`,
      'Check user and password; some providers want an app password.',
    );
  if (responseCode === 530 || responseCode === 538)
    return refusal(
      'config',
      `${place} asks for a login or for encryption first (${responseCode})${quote}`,
      'Set user, password and encryption of this channel.',
    );
  if (responseCode === 552) return refusal('refused', `${place} finds the mail too large (552)${quote}`, 'Shorten it.');
  return refusal('refused', `${place} refused the mail (${responseCode})${quote}`, 'Check the sender and the recipients.');
}

function unreachable({ code, message = '' }: SmtpError, place: string): Refusal {
  const words = oneLine(message, 160);
  switch (code) {
    case 'EPROXY':
      return / 407\b/.test(words)
        ? refusal('config', `The proxy before ${place} does not accept the login.`, 'Check user and password of the proxy.')
        : refusal('unreachable', `The proxy does not lead to ${place}: ${words}`, 'Does it let this port through?');
    case 'EDNS':
      return refusal('unreachable', `The name of ${place} can not be resolved.`, 'Check the name, the network and the VPN.');
    case 'ETLS':
      return /certificate|self.signed|altname|issuer/i.test(words)
        ? refusal(
            'unreachable',
            `The certificate of ${place} is not trusted here: ${words}`,
            'Add its authority under “Certificate authority (PEM)”.',
          )
        : refusal(
            'config',
            `No encrypted connection with ${place}: ${words}`,
            'Does the server offer STARTTLS on this port? Port 465 wants “tls”.',
          );
    case 'EAUTH':
    case 'ENOAUTH':
      return refusal('config', `The login at ${place} can not be done: ${words}`, 'Check user and password of this channel.');
    case 'EENVELOPE':
    case 'EMESSAGE':
      return refusal('refused', `The mail can not be sent as it is: ${words}`, 'Check the sender, the recipients and its length.');
    case 'EPROTOCOL':
      return refusal('config', `What ${place} answers is not SMTP.`, 'Check the port; 465 wants “tls”, 587 “starttls”.');
    default:
      return /certificate|self.signed|altname/i.test(words)
        ? refusal(
            'unreachable',
            `The certificate of ${place} is not trusted here: ${words}`,
            'Add its authority under “Certificate authority (PEM)”.',
          )
        : refusal('unreachable', `${place} can not be reached: ${words}`, 'Check the name, the port, the network and the VPN.');
  }
}
