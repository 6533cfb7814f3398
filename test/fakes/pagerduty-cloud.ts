// PagerDuty's incidents as its documentation tells them: pages by offset with `more`, the month that is seen without date_range=all, the cap
// at 10,000, what the account is set up with, "acknowledged" that opens a resolved incident again, snooze, notes, the log of the account, and who must be named in From.
import { readFileSync } from 'node:fs';
import { type Answer, type Asked, type Cloud, startCloud } from './vendor-cloud';

export const PD_KEY = 'pd-s3cret-key-0002';
const DAY_MS = 86_400_000;

export interface FakeIncident {
  id: string;
  status: string;
  incident_number: number;
  created_at: string;
  urgency: string;
  pending_actions: { type: string; at: string }[];
  acknowledgements: unknown[];
  [more: string]: unknown;
}

export interface PagerDutyCloud extends Cloud {
  readonly account: Account;
}

const [model] = (
  JSON.parse(readFileSync(new URL('../fixtures/pagerduty/firing.json', import.meta.url), 'utf8')) as { incidents: [FakeIncident] }
).incidents;

const error = (status: number, code: number, message: string, errors: string[] = [], headers: Record<string, string> = {}): Answer => ({
  ...{ status, headers },
  value: { error: { code, message, errors } },
});
const NOT_FOUND = error(404, 2100, 'Not Found');

/** Lists of what an account is set up with, by the names that the API has for them. */
const SETUP = ['users', 'schedules', 'escalation_policies', 'services'] as const;
export type SetupList = (typeof SETUP)[number];

class Account {
  readonly setup: Record<SetupList, Record<string, unknown>[]> = { users: [], schedules: [], escalation_policies: [], services: [] };
  /** Lists that the account's plan does not have. */
  readonly lacking = new Set<SetupList>();
  readonly incidents: FakeIncident[] = [];
  readonly notes: { incident: string; id: string; content: string }[] = [];
  readonly log: { id: string; created_at: string }[] = [];
  /** May the key name its user itself? Else writes need From. */
  isUserKey = false;
  /** After so long an acknowledgement ends by itself, ms; 0: never. */
  ackTimeoutMs = 0;

  /** Incidents that were opened a while ago; ids are PX1, PX2, ... in order. */
  open(count: number, more: Partial<FakeIncident> = {}): void {
    for (let i = 0; i < count; i++) {
      const number = this.incidents.length + 1;
      const id = `PX${number}`;
      this.incidents.push({ ...structuredClone(model), id, incident_number: number, title: `Trouble ${number}`, ...more });
      this.write(Date.now() - 600_000);
    }
  }

  /** Sets a status as somebody else would, with its log entry. */
  set(id: string, status: string, pending: FakeIncident['pending_actions'] = []): void {
    const incident = this.incidents.find((one) => one.id === id);
    if (!incident) return;
    Object.assign(incident, { status, pending_actions: pending });
    incident.acknowledgements = status === 'acknowledged' ? [{ acknowledger: { id: 'PUSER1', summary: 'Ada' } }] : [];
    this.write();
  }

  private write(at = Date.now()): void {
    this.log.push({ id: `L${this.log.length + 1}`, created_at: new Date(at).toISOString() });
  }

  /** What is due happens when somebody looks. */
  private catchUp(): void {
    for (const { id, status, pending_actions } of this.incidents)
      if (status === 'acknowledged' && pending_actions.some(({ type, at }) => type === 'unacknowledge' && Date.parse(at) <= Date.now()))
        this.set(id, 'triggered');
  }

  answer(asked: Asked): Answer {
    this.catchUp();
    const { method, path, headers } = asked;
    if (headers.authorization !== `Token token=${PD_KEY}`) return error(401, 2006, `Invalid key ${headers.authorization}`);
    if (headers.accept !== 'application/vnd.pagerduty+json;version=2') return error(406, 2000, 'Unknown version');
    if (method !== 'GET' && !this.isUserKey && headers.from !== 'ada@example.com')
      return error(400, 2001, 'Invalid Input Provided', ['Requester User Not Found: the From header must be a valid user']);
    const setup = SETUP.find((name) => path === `/${name}`);
    if (setup) return this.setupPage(setup, asked);
    if (path === '/incidents') return method === 'PUT' ? this.change(asked) : this.list(asked);
    if (path === '/log_entries') return this.entries(asked);
    const [, , id, verb] = path.split('/');
    const incident = this.incidents.find((one) => one.id === id);
    if (!incident) return NOT_FOUND;
    if (!verb) return { status: 200, value: { incident } };
    if (verb === 'snooze') return this.snooze(incident, asked);
    return verb === 'notes' ? this.note(incident, asked) : NOT_FOUND;
  }

  private setupPage(name: SetupList, { query }: Asked): Answer {
    if (this.lacking.has(name)) return error(402, 2012, 'Account does not have the abilities to perform the action');
    const [offset, limit] = [Number(query.get('offset') ?? 0), Math.min(100, Number(query.get('limit') ?? 25))];
    const all = this.setup[name];
    return {
      status: 200,
      value: { [name]: all.slice(offset, offset + limit), limit, offset, total: null, more: offset + limit < all.length },
    };
  }

  /** A small firm: three people, two schedules, three policies of which one is unused, three services. */
  setUp(): void {
    const person = (id: string, name: string, zone: string) => ({
      id,
      type: 'user',
      name,
      email: `${id.toLowerCase()}@example.com`,
      time_zone: zone,
    });
    this.setup.users.push(
      person('PADA', 'Ada Moss', 'Europe/Berlin'),
      person('PBEN', 'Ben Ito', 'Asia/Tokyo'),
      person('PCY', 'Cy Roe', 'Nowhere/Land'),
    );
    const schedule = (id: string, name: string) => ({ id, type: 'schedule', name, summary: name, time_zone: 'Europe/Berlin' });
    this.setup.schedules.push(schedule('PSCH1', 'Primary'), schedule('PSCH2', 'Secondary'));
    const level = (minutes: number, ...targets: [string, string][]) => ({
      id: `R${minutes}`,
      escalation_delay_in_minutes: minutes,
      targets: targets.map(([id, type]) => ({ id, type, summary: id })),
    });
    const policy = (id: string, name: string, num_loops: number, ...escalation_rules: unknown[]) => ({
      id,
      type: 'escalation_policy',
      name,
      num_loops,
      escalation_rules,
    });
    this.setup.escalation_policies.push(
      policy(
        'PPOL1',
        'Payments',
        2,
        level(10, ['PSCH1', 'schedule_reference']),
        level(20, ['PSCH2', 'schedule_reference'], ['PADA', 'user_reference']),
      ),
      policy('PPOL2', 'Web', 0, level(30, ['PBEN', 'user_reference']), level(30, ['PGONE', 'user_reference'])),
      policy('PPOL3', 'Old', 0, level(30, ['PADA', 'user_reference'])),
    );
    const service = (id: string, name: string, of: string, more: object = {}) => ({
      ...{ id, type: 'service', name, status: 'active', escalation_policy: { id: of, type: 'escalation_policy_reference' } },
      ...more,
    });
    this.setup.services.push(
      service('PSVC1', 'Checkout', 'PPOL1', { incident_urgency_rule: { type: 'use_support_hours' } }),
      service('PSVC2', 'Ledger', 'PPOL1', { status: 'disabled' }),
      service('PSVC3', 'Shop', 'PPOL2'),
    );
  }

  private list({ query }: Asked): Answer {
    const [offset, limit] = [Number(query.get('offset')), Math.min(100, Number(query.get('limit') ?? 25))];
    if (offset + limit > 10_000) return error(400, 2001, 'Invalid Input Provided', ['Offset plus limit must be at most 10000']);
    const oldest = query.get('date_range') === 'all' ? 0 : Date.now() - 30 * DAY_MS;
    const [urgencies, statuses] = [query.getAll('urgencies[]'), query.getAll('statuses[]')];
    const all = this.incidents
      .filter(({ status }) => statuses.includes(status))
      .filter(({ urgency }) => urgencies.length === 0 || urgencies.includes(urgency))
      .filter(({ created_at }) => Date.parse(created_at) >= oldest)
      .map((one) =>
        query.getAll('include[]').includes('first_trigger_log_entries') ? one : { ...one, first_trigger_log_entry: { id: 'R' } },
      );
    return {
      status: 200,
      value: { incidents: all.slice(offset, offset + limit), limit, offset, total: null, more: offset + limit < all.length },
    };
  }

  private entries({ query }: Asked): Answer {
    const all = this.log.filter(({ created_at }) => created_at >= (query.get('since') ?? '')).reverse();
    return { status: 200, value: { log_entries: all.slice(0, 100), limit: 100, offset: 0, total: null, more: all.length > 100 } };
  }

  private change({ body }: Asked): Answer {
    const { incidents } = body as { incidents: { id: string; type: string; status: string }[] };
    if (incidents.length > 250) return error(413, 2016, 'Request Entity Too Large');
    const again = this.ackTimeoutMs > 0 ? [{ type: 'unacknowledge', at: new Date(Date.now() + this.ackTimeoutMs).toISOString() }] : [];
    for (const { id, status } of incidents) this.set(id, status, status === 'acknowledged' ? again : []);
    return { status: 200, value: { incidents } };
  }

  private snooze(incident: FakeIncident, { body }: Asked): Answer {
    const { duration } = body as { duration: number };
    if (!(duration >= 1 && duration <= 604_800))
      return error(400, 2001, 'Invalid Input Provided', ['Duration must be between 1 and 604800']);
    if (incident.status === 'resolved') return error(400, 2001, 'Invalid Input Provided', ['Incident is resolved']);
    this.set(incident.id, 'acknowledged', [{ type: 'unacknowledge', at: new Date(Date.now() + duration * 1000).toISOString() }]);
    return { status: 201, value: { incident } };
  }

  private note(incident: FakeIncident, { method, body }: Asked): Answer {
    if (method === 'GET') return { status: 200, value: { notes: this.notes.filter((one) => one.incident === incident.id) } };
    const { content } = (body as { note: { content: string } }).note;
    if (content.length > 2000) return error(400, 2001, 'Invalid Input Provided', ['Content is too long']);
    const note = { incident: incident.id, id: `N${this.notes.length + 1}`, content };
    this.notes.push(note);
    return { status: 201, value: { note } };
  }
}

export async function startPagerDuty(): Promise<PagerDutyCloud> {
  const account = new Account();
  return Object.assign(await startCloud((asked) => account.answer(asked)), { account });
}
