// Carries a ticket to its tracker. No tracker takes an idempotency key, so it is looked for by its hidden mark before each attempt:
// a ticket whose answer was lost is found and not made twice.
import type { ActContent } from '../../shared/log/kinds/acts';
import type { Ticket, TrackerManifest, TrackerRefusal } from '../../shared/tracker';
import type { TrackerRunner } from '../trackers/runner';
import type { Delivery, Lane } from './outbox';

export type TicketContent = Extract<ActContent, { what: 'ticket' }>;

export interface TicketCourier {
  deliver(content: TicketContent): Promise<Delivery>;
  manifestOf(tracker: string): TrackerManifest | null;
}

/** Clocks of trackers and of this machine differ; so much is looked back further. */
const CLOCK_SLACK_MS = 24 * 3_600_000;
const SENT = { isSent: true, isFinal: false, why: '', remedy: '', retryAfterMs: null, mayHaveArrived: false, isLaneDown: false };

/** A ticket that was made is found by looking, so that it is not made twice. */
export function ticketLane(tickets: TicketCourier, { tracker, trackerName }: TicketContent): Lane {
  const pauseMs = tickets.manifestOf(tracker)?.pauseMs ?? 0;
  return { id: `tracker\n${tracker}`, name: trackerName || tracker, isKeyed: true, pauseMs };
}

export function createTicketCourier(runner: TrackerRunner): TicketCourier {
  const { manifestOf } = runner;
  return {
    manifestOf,
    async deliver({ tracker, action, title, body, due, since }) {
      let isAsked = false;
      const told = await runner.use<Ticket>(tracker, async (open) => {
        const found = await open.find(action, since - CLOCK_SLACK_MS);
        if (!found.ok) return found;
        if (found.value !== null) return { ok: true, value: found.value };
        isAsked = true;
        return open.create({ mark: action, title, body, due });
      });
      if (told.ok) return { ...SENT, ref: told.value.url, ticket: { key: told.value.key, url: told.value.url } };
      return failed(told, isAsked, manifestOf(tracker)?.settleMs ?? 0);
    },
  };
}

function failed({ kind, what, remedy, retryAfterMs }: TrackerRefusal, isAsked: boolean, settleMs: number): Delivery {
  const mayHaveArrived = isAsked && (kind === 'maybe-sent' || kind === 'server');
  return {
    isSent: false,
    isFinal: kind === 'refused' || kind === 'gone' || kind === 'config',
    ref: null,
    why: what,
    remedy,
    retryAfterMs: mayHaveArrived ? Math.max(settleMs, retryAfterMs ?? 0) : retryAfterMs,
    mayHaveArrived,
    isLaneDown: kind === 'unreachable' || kind === 'rate-limited',
  };
}
