// All alerts of the demo at one moment: those the scenario plays and those posted from outside, each with what holds it back.
import type { Labels } from '../../shared/domain/alert';
import { fingerprintOf } from './fingerprint';
import { areAllMatched, parseMatchers } from './matchers';
import { playAt } from './playback';
import type { Scenario } from './scenario';
import type { SilenceBook } from './silence-book';

/** Times are Unix milliseconds. */
export interface BoardAlert {
  readonly fingerprint: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly generatorUrl: string | null;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly updatedAt: number;
}
export interface JudgedAlert extends BoardAlert {
  readonly silencedBy: readonly string[];
  readonly inhibitedBy: readonly string[];
}

/** A rule server sends a firing alert again once a minute and lets it expire after four: so `endsAt` is never the real end. */
const RESEND_MS = 60_000;
const EXPIRY_MS = 240_000;

export interface BoardOptions {
  readonly scenario: Scenario;
  readonly startedAt: number;
  readonly speed: number;
  readonly silences: SilenceBook;
}

export class AlertBoard {
  readonly #options: BoardOptions;
  readonly #posted = new Map<string, BoardAlert>();
  readonly #inhibitions;

  constructor(options: BoardOptions) {
    this.#options = options;
    const parsed = (texts: readonly string[]) => {
      const result = parseMatchers(texts);
      return result.ok ? result.matchers : [];
    };
    this.#inhibitions = options.scenario.inhibitions.map((rule) => ({
      source: parsed(rule.source),
      target: parsed(rule.target),
      equal: rule.equal,
    }));
  }

  /** Takes an alert from outside; one that overlaps an earlier one of the same labels keeps the earlier start. */
  post(alert: Omit<BoardAlert, 'fingerprint'>): void {
    const fingerprint = fingerprintOf(alert.labels);
    const old = this.#posted.get(fingerprint);
    const isOverlapping = old !== undefined && alert.startsAt <= old.endsAt && alert.endsAt >= old.startsAt;
    this.#posted.set(fingerprint, {
      ...alert,
      fingerprint,
      startsAt: isOverlapping ? Math.min(old.startsAt, alert.startsAt) : alert.startsAt,
    });
  }

  /** Everything that fires now, by fingerprint; resolved alerts are absent. */
  at(now: number): readonly JudgedAlert[] {
    const firing = new Map<string, BoardAlert>();
    for (const alert of this.#played(now)) firing.set(alert.fingerprint, alert);
    for (const alert of this.#posted.values()) if (alert.endsAt >= now) firing.set(alert.fingerprint, alert);
    const all = [...firing.values()].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
    return all.map((alert) => ({
      ...alert,
      silencedBy: this.#options.silences.covering(alert.labels, now),
      inhibitedBy: this.#inhibitors(alert, all),
    }));
  }

  #played(now: number): readonly BoardAlert[] {
    const { scenario, startedAt, speed } = this.#options;
    return playAt(scenario, ((now - startedAt) / 1000) * speed).map(({ labels, annotations, generatorUrl, since }) => {
      const startsAt = startedAt + Math.round((since * 1000) / speed);
      const updatedAt = startsAt + Math.floor((now - startsAt) / RESEND_MS) * RESEND_MS;
      return { fingerprint: fingerprintOf(labels), labels, annotations, generatorUrl, startsAt, updatedAt, endsAt: updatedAt + EXPIRY_MS };
    });
  }

  #inhibitors(target: BoardAlert, all: readonly BoardAlert[]): readonly string[] {
    const rule = this.#inhibitions.filter((r) => areAllMatched(r.target, target.labels));
    const hits = rule.flatMap((r) =>
      all
        .filter((s) => areAllMatched(r.source, s.labels) && !areAllMatched(r.target, s.labels))
        .filter((s) => r.equal.every((name) => (s.labels[name] ?? '') === (target.labels[name] ?? ''))),
    );
    return hits.slice(0, 1).map((s) => s.fingerprint);
  }
}
