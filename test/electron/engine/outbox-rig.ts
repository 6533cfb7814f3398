// An outbox over a real desk and log, with a target whose answers the test decides and a process that may die at any moment.
import { Desk, loadState } from '../../../electron/engine/desk';
import { type Courier, type Delivery, Outbox } from '../../../electron/engine/outbox';
import { type Log, LogWriteFailure } from '../../../electron/log/store';
import type { ActRecord } from '../../../shared/domain/act';
import { confirmAct, dropAct, lifeOf } from '../../../shared/log/decide/acts';
import { decideAct, type IncidentAct } from '../../../shared/log/decide/commands';
import type { LogEvent } from '../../../shared/log/event';
import type { ActContent, ActPrecondition, MessagePurpose } from '../../../shared/log/kinds/acts';
import { EMPTY_STATE } from '../../../shared/log/state';
import { defaultSettings } from '../../../shared/settings';
import { T0 } from '../../shared/make';
import { opened } from '../log/a-log';

export type Answer = 'ok' | 'unreachable' | 'lost-before' | 'lost-after' | 'server' | 'refused' | 'busy' | 'never-before' | 'never-after';

const failed = (why: string, change: Partial<Delivery> = {}): Delivery => ({
  ...{ isSent: false, isFinal: false, ref: null, why, remedy: '', retryAfterMs: null, mayHaveArrived: false, isLaneDown: false },
  ...change,
});
const ANSWERS: Readonly<Record<Exclude<Answer, 'never-before' | 'never-after'>, Delivery>> = {
  ok: failed('', { isSent: true }),
  unreachable: failed('No way there.', { isLaneDown: true }),
  'lost-before': failed('No answer came.', { mayHaveArrived: true }),
  'lost-after': failed('No answer came.', { mayHaveArrived: true }),
  server: failed('It answered 500.'),
  refused: failed('It says no.', { isFinal: true }),
  busy: failed('Too many.', { retryAfterMs: 90_000, isLaneDown: true }),
};
const REACHED: ReadonlySet<Answer> = new Set(['ok', 'lost-after', 'never-after']);

async function post(url: string, act: ActRecord): Promise<Delivery> {
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify({ key: act.key, text: act.id }) });
  return answer.ok ? ANSWERS.ok : ANSWERS.server;
}

/** What the target did: keys in order of arrival; a target that knows keys acts once on each. */
export class Target {
  readonly arrived: { readonly key: string; readonly at: number; readonly subject: string }[] = [];
  answer: (act: ActRecord) => Answer = () => 'ok';

  effects(key: string, isKeyed: boolean): number {
    const n = this.arrived.filter((a) => a.key === key).length;
    return isKeyed ? Math.min(1, n) : n;
  }
}

export class OutboxRig {
  readonly events: LogEvent[] = [];
  readonly target: Target;
  private readonly log: Log;
  private readonly isKeyed: boolean;
  private readonly clock: { now: number };
  readonly desk: Desk;
  readonly outbox: Outbox;
  private isDead = false;
  /** The log takes nothing. */
  isDiskFull = false;
  private url: string | null = null;

  /** A process that starts on `log`; another one on the same log is what comes after its death. */
  constructor(log: Log, options: { isKeyed?: boolean; target?: Target; clock?: { now: number } } = {}) {
    this.log = log;
    this.isKeyed = options.isKeyed ?? false;
    this.target = options.target ?? new Target();
    this.clock = options.clock ?? { now: T0 };
    const now = (): number => this.clock.now;
    this.desk = new Desk({ log: this.failing(log), now, timeZone: 'UTC', settings: defaultSettings }, loadState(log, EMPTY_STATE, now()));
    this.desk.onCommit((events) => this.events.push(...events));
    this.outbox = new Outbox({
      ...{ desk: this.desk, courier: this.courier(), now, random: () => 0.5, changed: () => undefined },
      pastRow: (id) => log.row(id),
      actOf: (id) => log.act(id),
      journal: (line) => {
        throw new Error(line);
      },
    });
    this.outbox.open();
  }

  private failing(log: Log): Log {
    const append: Log['append'] = (events, changed) => {
      if (this.isDiskFull) throw new LogWriteFailure('The disk is full.', 'Make room.', null);
      log.append(events, changed);
    };
    return { ...log, append };
  }

  private courier(): Courier {
    return {
      laneOf: ({ content }) => {
        const id =
          content.what === 'message'
            ? content.channel
            : content.what === 'ticket'
              ? content.tracker
              : content.what === 'publish'
                ? content.target
                : content.feed;
        return { id, name: id, isKeyed: this.isKeyed, pauseMs: 0 };
      },
      deliver: (act) => this.deliver(act),
    };
  }

  private async deliver(act: ActRecord): Promise<Delivery> {
    if (this.url !== null) return post(this.url, act);
    const answer = this.target.answer(act);
    const subject = act.content.what === 'message' ? act.content.subject : '';
    if (REACHED.has(answer)) this.target.arrived.push({ key: act.key, at: this.clock.now, subject });
    if (this.isDead || answer === 'never-before' || answer === 'never-after') return new Promise(() => undefined);
    return ANSWERS[answer];
  }

  /** From now on acts go to a real server. */
  sendOverHttp(url: string): void {
    this.url = url;
  }

  /** The process is gone: what it waits for never comes back to it. */
  kill(): OutboxRig {
    this.isDead = true;
    void this.outbox.stop();
    return new OutboxRig(this.log, { isKeyed: this.isKeyed, target: this.target, clock: this.clock });
  }

  open(incident: string, number: number): void {
    this.desk.transact(() => [opened(incident, number)]);
  }

  person(incident: string, act: IncidentAct): void {
    this.desk.admit([incident]);
    this.desk.transact((state) => decideAct(state, [incident], act, 'me').drafts);
  }

  ask(
    act: string,
    incident: string | null,
    change: { channel?: string; isAwaiting?: boolean; precondition?: ActPrecondition; purpose?: MessagePurpose } = {},
  ): void {
    const { channel = 'ops', isAwaiting = false, precondition = { needs: 'nothing' }, purpose = 'opened' } = change;
    const words = { audience: null, person: null, purpose, subject: act, text: act, isRedacted: false };
    const content: ActContent = { what: 'message', channel, channelName: channel, address: null, ...words };
    const rest = { content, precondition, key: act, why: 'test', rule: null, by: 'me', isAwaiting };
    const data = { act, ...rest, expiresAt: this.clock.now + lifeOf(content) };
    this.desk.transact(() => [{ kind: 'act.requested', incident, actor: 'me', data }]);
  }

  confirm(act: string, words: { subject: string | null; text: string | null } = { subject: null, text: null }): string | null {
    const judged = confirmAct(this.desk.state.acts.get(act), words, 'me', this.clock.now);
    if ('why' in judged) return judged.why;
    this.desk.transact(() => [judged.draft]);
    return null;
  }

  drop(act: string): string | null {
    const judged = dropAct(this.desk.state.acts.get(act), '', 'me');
    if ('why' in judged) return judged.why;
    this.desk.transact(() => [judged.draft]);
    return null;
  }

  state(act: string): ActRecord['state'] | undefined {
    return this.log.act(act)?.state;
  }

  record(act: string): ActRecord {
    const found = this.log.act(act);
    if (!found) throw new Error(`no act ${act}`);
    return found;
  }

  /** Lets everything happen that can happen now. */
  async settle(): Promise<void> {
    for (let i = 0; i < 8; i++) await new Promise((next) => setImmediate(next));
  }

  /** Time passes, with a beat at its end. */
  async pass(ms: number): Promise<void> {
    this.clock.now += ms;
    this.outbox.beat();
    await this.settle();
  }
}
