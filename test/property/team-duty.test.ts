// Several desks see the same incident open and page by whose turn it is: living, dying, cut off from each other.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DutyDesk } from '../../electron/team/duty-desk';
import { decidePages } from '../../shared/log/decide/pages';
import type { LogEvent } from '../../shared/log/event';
import { replaceIncidents } from '../../shared/log/reduce';
import { settingsSchema } from '../../shared/settings';
import { among, type LivingDesk, TURN_MS, turnsOf } from '../../shared/team/duty';
import { inOrder } from '../../shared/team/order';
import { stamped } from '../../shared/team/stamp';
import { takeIn } from '../../shared/team/take-in';
import { Bench, sighting, T0 } from '../shared/make';

const PEOPLE = ['ana', 'bo', 'cy', 'di'];
const SETTINGS = settingsSchema.parse({
  people: PEOPLE.map((id) => ({ id, name: id, timeZone: 'UTC' })),
  schedules: [{ id: 'main', name: 'Main', from: { kind: 'rotation', people: PEOPLE, startDate: '2026-11-02', timeZone: 'UTC' } }],
});
const GONE_MS = 12_000;
const BEAT_MS = 1_000;

interface Fate {
  /** Seconds after the beginning at which the desk dies; null: never. */
  readonly diesAt: number | null;
  /** The part of the network it is in. */
  readonly part: number;
}

class TeamDesk {
  readonly bench = new Bench();
  readonly fate: Fate;
  readonly name: string;
  readonly person: string;
  readonly duty: DutyDesk;
  readonly pages: LogEvent[] = [];
  private taken = 0;

  constructor(world: World, person: string, fate: Fate) {
    this.person = person;
    this.name = `desk-${person}`;
    this.fate = fate;
    this.duty = new DutyDesk({
      now: () => world.now,
      settings: () => SETTINGS,
      onCall: () => world.onCall,
      team: () => ({ desk: this.name, alive: world.aliveFor(this), isLinked: true }),
    });
  }

  isAlive(second: number): boolean {
    return this.fate.diesAt === null || second < this.fate.diesAt;
  }

  /** One beat: what others wrote first, then its own decision. */
  beat(world: World): void {
    this.hear(world.heardBy(this));
    const ctx = { now: world.now, settings: SETTINGS, timeZone: 'UTC', team: this.duty };
    this.pages.push(...this.write(stamped(decidePages(this.bench.state, ctx), this.name), world));
  }

  write(drafts: Parameters<Bench['commit']>[0], world: World): LogEvent[] {
    const from = this.bench.events.length;
    this.bench.commit(drafts, world.now);
    const placed = this.bench.events.slice(from).map((e, i) => ({ ...e, id: `${this.name}-${from + i}`, hlc: String(world.now) }));
    this.bench.events.splice(from, placed.length, ...placed);
    world.written.push(...placed.map((event) => ({ event, by: this })));
    return placed;
  }

  private hear(events: readonly LogEvent[]): void {
    const news = events.slice(this.taken);
    this.taken = events.length;
    if (news.length === 0) return;
    const known = { last: () => inOrder(this.bench.events).at(-1), all: () => this.bench.events };
    const changed = takeIn(this.bench.state, news, known);
    this.bench.state = replaceIncidents(this.bench.state, changed, 0);
    this.bench.events.push(...news.map((e) => ({ ...e, isForeign: true as const })));
  }
}

class World {
  now = T0;
  readonly written: { readonly event: LogEvent; readonly by: TeamDesk }[] = [];
  readonly desks: TeamDesk[];
  readonly onCall: readonly string[];

  constructor(fates: readonly Fate[], onCall: readonly string[]) {
    this.onCall = onCall;
    this.desks = fates.map((fate, i) => new TeamDesk(this, PEOPLE[i] as string, fate));
  }

  get second(): number {
    return (this.now - T0) / 1000;
  }

  heardBy(desk: TeamDesk): LogEvent[] {
    return this.written.filter(({ by }) => by !== desk && by.fate.part === desk.fate.part).map(({ event }) => event);
  }

  aliveFor(desk: TeamDesk): LivingDesk[] {
    const isHeard = (other: TeamDesk): boolean =>
      other === desk || (other.fate.part === desk.fate.part && other.isAlive(this.second - GONE_MS / 1000));
    return this.desks.filter(isHeard).map(({ name, person }) => ({ desk: name, person }));
  }

  live(seconds: number): this {
    // All see the source open it in the same moment, whoever is heard of.
    for (const desk of this.desks.filter((d) => d.isAlive(0))) open(desk, this);
    for (; this.second < seconds; this.now += BEAT_MS) for (const desk of this.desks) if (desk.isAlive(this.second)) desk.beat(this);
    return this;
  }

  get living(): TeamDesk[] {
    return this.desks.filter((d) => d.fate.diesAt === null);
  }
}

function open(desk: TeamDesk, world: World): void {
  const bench = new Bench();
  bench.see([sighting({ alertname: 'Down', service: 'shop', severity: 'critical' })], { now: T0, settings: SETTINGS, timeZone: 'UTC' });
  desk.write(
    bench.events.filter((e) => e.kind !== 'page.requested'),
    world,
  );
}

const pagesOf = (desk: TeamDesk): string[] => desk.pages.flatMap((e) => (e.kind === 'page.requested' ? [e.data.page] : []));
const anyFate = (mayDie: boolean, parts: number): fc.Arbitrary<Fate> =>
  fc.record({
    diesAt: mayDie ? fc.option(fc.integer({ min: 0, max: 20 })) : fc.constant(null),
    part: fc.nat(parts - 1),
  });
const anyOnCall = fc.shuffledSubarray(PEOPLE);
const fates = (mayDie: boolean, parts: number) => fc.array(anyFate(mayDie, parts), { minLength: 2, maxLength: 4 });

describe('one alert, one page', () => {
  it('[T15] with a living network one living desk pages where the schedule names one, and it is the first of the schedule', () => {
    fc.assert(
      fc.property(fates(false, 1), anyOnCall, (lives, onCall) => {
        const named = onCall.filter((person) => PEOPLE.indexOf(person) < lives.length);
        fc.pre(named.length > 0);
        const world = new World(lives, onCall).live(5);
        expect(world.desks.filter((d) => pagesOf(d).length > 0).map(({ person }) => person)).toEqual([named[0]]);
      }),
      { numRuns: 60 },
    );
  });

  it('[T15] whoever dies and whatever is cut off, somebody in each part with a living desk is paged', () => {
    const limit = GONE_MS / 1000 + (PEOPLE.length * TURN_MS) / 1000 + 25;
    fc.assert(
      fc.property(fates(true, 2), anyOnCall, (lives, onCall) => {
        fc.pre(lives.some(({ diesAt }) => diesAt === null));
        const world = new World(lives, onCall).live(limit);
        for (const part of new Set(world.living.map(({ fate }) => fate.part)))
          expect(world.living.filter((d) => d.fate.part === part).some((d) => pagesOf(d).length > 0)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('[T15] no desk asks for the same page twice', () => {
    fc.assert(
      fc.property(fates(false, 2), anyOnCall, (lives, onCall) => {
        for (const desk of new World(lives, onCall).live(90).desks) expect(new Set(pagesOf(desk)).size).toBe(pagesOf(desk).length);
      }),
      { numRuns: 30 },
    );
  });
});

it('[T35] of an incident that only some desks read, those and this one alone have turns', () => {
  fc.assert(
    fc.property(fc.subarray(PEOPLE), fc.subarray(PEOPLE), fc.constantFrom(...PEOPLE), (living, readers, own) => {
      const alive = living.map((person) => ({ desk: `desk-${person}`, person }));
      const seen = among(
        { desk: `desk-${own}`, alive, isLinked: true },
        readers.map((person) => `desk-${person}`),
      );
      const turns = turnsOf('inc', PEOPLE, SETTINGS, seen);
      expect([...turns].sort()).toEqual(
        living
          .filter((person) => readers.includes(person) || person === own)
          .map((person) => `desk-${person}`)
          .sort(),
      );
      expect(among({ desk: `desk-${own}`, alive, isLinked: true }, null).alive).toEqual(alive);
    }),
  );
});
