// Where updates may come from: a server that the owner named, over https, or on this very machine.
import { msg } from '../../../shared/words/words';

export type UpdateServer = { readonly ok: true; readonly url: string } | { readonly ok: false; readonly what: string };

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/;

/** The folder's address with a slash at its end; '' stays '': no server. */
export function updateServer(text: string): UpdateServer {
  const typed = text.trim();
  if (typed === '') return { ok: true, url: '' };
  const url = URL.canParse(typed) ? new URL(typed) : null;
  if (!url) return { ok: false, what: msg`That is no address. Updates come from one such as https://updates.example/dogwatch/.` };
  const isKept = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
  if (!isKept)
    return { ok: false, what: msg`Updates come over https only: ${url.protocol}//${url.host} would let anybody on the way answer.` };
  if (url.username || url.password)
    return { ok: false, what: msg`An update server is asked without a login: leave name and password out.` };
  if (url.search || url.hash) return { ok: false, what: msg`Name the folder only, without ? and #.` };
  return { ok: true, url: url.href.endsWith('/') ? url.href : `${url.href}/` };
}
