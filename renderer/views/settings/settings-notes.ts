// What a setting means beside the others, where the control alone would promise something else: a repeated page of a severity that
// never pages, quiet hours that last no time.
import { msg } from '../../../shared/words/words';

type Read = (path: string) => unknown;

const REPEAT = /^paging\.repeat\.sev(\d)$/;

/** The words beside the control at `path`, or null where it does what it says. Values may be wrong while they are typed. */
export function noteOn(path: string, read: Read): string | null {
  const repeated = REPEAT.exec(path)?.[1];
  if (repeated !== undefined) return silence(Number(repeated), read) ?? (isOnce(read(path)) ? msg`pages once` : null);
  if (path.startsWith('severity.byAlert.') || path === 'paging.breakThrough.severity') return silence(Number(read(path)), read);
  if (path === 'paging.quietHours.to' && read('paging.quietHours.from') === read(path))
    return msg`the same as From: these hours are never quiet`;
  return null;
}

function silence(severity: number, read: Read): string | null {
  const least = Number(read('paging.minSeverity'));
  return severity > least ? msg`never pages: pages start at SEV${least}` : null;
}

function isOnce(value: unknown): boolean {
  const { everyMinutes, times } = value as { readonly everyMinutes: number; readonly times: number };
  return everyMinutes === 0 || times === 0;
}
