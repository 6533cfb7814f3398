// What the updates' own session may reach: the one server that was set. A redirect elsewhere, or a body of another size than was signed, is stopped.
import type { Session } from 'electron';
import { msg } from '../../../shared/words/words';
import { UpdateRefused } from './refusal';

/** What may be asked now. */
export interface Allowed {
  /** `https://host:port`; '' for nothing at all. */
  readonly origin: string;
  /** Bytes of a package by its address, as signed. */
  readonly sizes: ReadonlyMap<string, number>;
}

export interface NetGuard {
  allow(allowed: Allowed): void;
  /** Why the last request was stopped, once; null when none was. */
  takeRefusal(): UpdateRefused | null;
}

function contentLength(headers: Record<string, string[]> | undefined): number {
  const found = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'content-length');
  return Number(found?.[1][0] ?? Number.NaN);
}

/** Takes hold of the session for good; before `allow` nothing gets out. */
export function guardNet(session: Session): NetGuard {
  let allowed: Allowed = { origin: '', sizes: new Map() };
  let refusal: UpdateRefused | null = null;
  const refuse = (what: string): { cancel: true } => {
    refusal = new UpdateRefused(what);
    return { cancel: true };
  };
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.webRequest.onBeforeRequest((details, answer) => {
    const { origin, host } = new URL(details.url);
    if (origin === allowed.origin) answer({});
    else
      answer(
        refuse(msg`The update server sends on to another one, ${host}. Updates come from the server that was set, and from nowhere else.`),
      );
  });
  session.webRequest.onHeadersReceived((details, answer) => {
    const signed = allowed.sizes.get(details.url);
    const told = contentLength(details.responseHeaders);
    const isBody = details.statusCode === 200 && signed !== undefined;
    if (!isBody || told === signed) answer({});
    else
      answer(
        refuse(
          msg`The package on the update server is not the one that was signed: ${Number.isNaN(told) ? msg`of unknown size` : msg`${told} bytes`} where ${signed} were signed.`,
        ),
      );
  });
  return {
    allow: (now) => {
      allowed = now;
      refusal = null;
    },
    takeRefusal: () => {
      const taken = refusal;
      refusal = null;
      return taken;
    },
  };
}
