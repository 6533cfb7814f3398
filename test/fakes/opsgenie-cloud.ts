// Opsgenie's alerts, and the same behind JSM's address, as their documentation tells them: pages, writes that are taken at once (202) and
// carried out later, requests that answer 404 until then, a snooze whose end is a moment and may lie in the past.
import { readFileSync } from 'node:fs';
import { type Answer, type Asked, type Cloud, startCloud } from './vendor-cloud';

export const OG_KEY = 'og-s3cret-key-0003';
export const CLOUD_ID = '11111111-2222-4333-8444-555555555555';
export const JSM_LOGIN = `Basic ${Buffer.from(`ada@example.com:${OG_KEY}`).toString('base64')}`;

export interface FakeAlert {
  id: string;
  status: 'open' | 'closed';
  acknowledged: boolean;
  snoozed: boolean;
  snoozedUntil?: string;
  createdAt: string;
  updatedAt: string;
  [more: string]: unknown;
}
interface Request {
  readonly id: string;
  readonly run: () => string;
  /** So often it is asked for in vain. */
  waits: number;
  told: string | null;
}

const [model] = (JSON.parse(readFileSync(new URL('../fixtures/opsgenie/firing.json', import.meta.url), 'utf8')) as { alerts: [FakeAlert] })
  .alerts;
const TOO_DEEP = 20_000;

export class OpsgenieAccount {
  readonly alerts: FakeAlert[] = [];
  readonly notes: { alert: string; note: string }[] = [];
  readonly requests: Request[] = [];
  /** So often a request is asked for before it was carried out; Infinity: it never is. */
  waits = 1;
  /** What comes of every write instead; '' for what should. */
  refusal = '';
  private clock = Date.parse('2026-11-20T08:20:00Z');

  /** Opens `count` alerts; ids are a-1, a-2, ... in order. */
  open(count: number, more: Partial<FakeAlert> = {}): void {
    for (let i = 0; i < count; i++) {
      const number = this.alerts.length + 1;
      this.alerts.push({ ...structuredClone(model), id: `a-${number}`, tinyId: String(number), message: `Trouble ${number}`, ...more });
    }
  }

  /** Changes an alert as somebody else would. */
  change(id: string, more: Partial<FakeAlert>): void {
    this.clock += 1000;
    const alert = this.alerts.find((one) => one.id === id);
    if (alert) Object.assign(alert, more, { updatedAt: new Date(this.clock).toISOString() });
  }

  answer(asked: Asked): Answer {
    const isJsm = asked.path.startsWith('/jsm/');
    const root = isJsm ? `/jsm/ops/api/${CLOUD_ID}/v1/alerts` : '/v2/alerts';
    if (asked.headers.authorization !== (isJsm ? JSM_LOGIN : `GenieKey ${OG_KEY}`))
      return { status: 401, value: { message: `Could not authenticate ${asked.headers.authorization}`, took: 0.01, requestId: 'r' } };
    if (!asked.path.startsWith(root)) return { status: 404, value: { message: 'Not found' } };
    const wrapped = (value: unknown): Answer => ({ status: 200, value: isJsm ? value : { data: value, took: 0.01, requestId: 'r' } });
    const [, first, second] = asked.path.slice(root.length).split('/');
    if (!first) return this.list(asked, isJsm);
    if (first === 'requests') return this.told(second ?? '', wrapped);
    if (!isJsm && asked.query.get('identifierType') !== 'id')
      return { status: 422, value: { message: 'identifierType', errors: { id: 'must be a tinyId' } } };
    const alert = this.alerts.find(({ id }) => id === first);
    if (!alert) return { status: 404, value: { message: 'Alert does not exist' } };
    return second ? this.take(alert, second, asked) : wrapped(alert);
  }

  private list({ query }: Asked, isJsm: boolean): Answer {
    const [offset, limit] = [Number(query.get('offset')), Number(query.get(isJsm ? 'size' : 'limit') ?? 20)];
    if (limit > 100 || offset + limit > TOO_DEEP) return { status: 422, value: { message: 'limit', errors: { limit: 'too much' } } };
    const sort = query.get('sort') === 'updatedAt' ? 'updatedAt' : 'createdAt';
    const text = query.get('query') ?? '';
    const wanted = this.alerts
      .filter(({ status }) => !text.includes('status: open') || status === 'open')
      .filter(({ priority }) => !/priority: P1/.test(text) || priority === 'P1');
    const sorted = wanted.sort((a, b) => a[sort].localeCompare(b[sort]) || Number(a.tinyId) - Number(b.tinyId));
    if (query.get('order') === 'desc') sorted.reverse();
    const rows = sorted.slice(offset, offset + limit);
    const next = offset + limit < sorted.length ? { next: `/somewhere?offset=${offset + limit}` } : {};
    return {
      status: 200,
      value: isJsm ? { values: rows, count: sorted.length, links: next } : { data: rows, paging: { first: 'x', last: 'y', ...next } },
    };
  }

  private take(alert: FakeAlert, verb: string, { body }: Asked): Answer {
    const said = body as { note?: string; endTime?: string };
    const id = `req-${this.requests.length + 1}`;
    const acts: Readonly<Record<string, () => string>> = {
      acknowledge: () => this.done(alert, { acknowledged: true }, 'Acknowledged alert'),
      unacknowledge: () => this.done(alert, { acknowledged: false }, 'Unacknowledged alert'),
      close: () => this.done(alert, { status: 'closed' }, 'Closed alert'),
      snooze: () => this.done(alert, this.snoozed(said.endTime ?? ''), 'Snoozed alert'),
      notes: () => (said.note ? this.done(alert, {}, 'Added note') : 'Note is empty'),
    };
    const run = acts[verb];
    if (!run) return { status: 404, value: { message: 'No such action' } };
    if (said.note) this.notes.push({ alert: alert.id, note: said.note });
    this.requests.push({ id, run, waits: this.waits, told: null });
    return { status: 202, value: { result: 'Request will be processed', took: 0.1, requestId: id } };
  }

  private snoozed(endTime: string): Partial<FakeAlert> {
    return { snoozed: Date.parse(endTime) > Date.now(), snoozedUntil: endTime };
  }

  private done(alert: FakeAlert, more: Partial<FakeAlert>, words: string): string {
    if (alert.status === 'closed') return 'Alert is already closed';
    this.change(alert.id, more);
    return words;
  }

  private told(id: string, wrapped: (value: unknown) => Answer): Answer {
    const request = this.requests.find((one) => one.id === id);
    if (!request || request.waits > 0) {
      if (request) request.waits -= 1;
      return { status: 404, value: { message: 'Request not found. It might not be processed, yet.' } };
    }
    request.told ??= this.refusal || request.run();
    const isSuccess = /^(Ack|Unack|Closed|Snoozed|Added)/.test(request.told);
    return wrapped({ success: isSuccess, isSuccess, status: request.told, processedAt: new Date().toISOString(), action: 'x' });
  }
}

export interface OpsgenieCloud extends Cloud {
  readonly account: OpsgenieAccount;
}

export async function startOpsgenie(): Promise<OpsgenieCloud> {
  const account = new OpsgenieAccount();
  return Object.assign(await startCloud((asked) => account.answer(asked)), { account });
}
