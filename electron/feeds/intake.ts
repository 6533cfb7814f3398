// Gathers what sources send by themselves and has it recorded in few commits: each sender hears whether its own part was.
import type { Rejected, Sighting } from '../../shared/feed';
import { msg } from '../../shared/words/words';
import type { Clock } from './clock';
import type { RawRow, Rows } from './heard';

/** What comes within so many ms makes one commit. */
const GATHER_MS = 10;
/** No commit takes in more, so that none holds up the rest for long. */
const MOST = 2000;

/** Sightings with different keys, in the order in which they came. */
export interface Batch {
  readonly sightings: readonly Sighting[];
  readonly rejected: readonly Rejected[];
  /** What the source said, where it is known. */
  readonly heard: Rows;
}

interface Delivery {
  readonly sightings: readonly Sighting[];
  readonly rejected: readonly Rejected[];
  readonly rows: Rows | null;
  isRecorded: boolean;
  readonly resolve: (isRecorded: boolean) => void;
}

interface Run {
  readonly byKey: Map<string, Sighting>;
  readonly rejected: Rejected[];
  readonly of: Set<Delivery>;
}

const UNSAID: RawRow = { ok: false, why: msg`The source sent it by itself; this is what was read of it.` };

export interface IntakeDeps {
  readonly clock: Clock;
  /** Throws or rejects when it could not be recorded. */
  readonly record: (batch: Batch) => void | Promise<void>;
  readonly onLost: (error: unknown) => void;
}

export class Intake {
  private readonly deps: IntakeDeps;
  private waiting: Delivery[] = [];
  private flight: Promise<void> | null = null;

  constructor(deps: IntakeDeps) {
    this.deps = deps;
  }

  /** Resolves after the commit; false: not recorded. */
  deliver(sightings: readonly Sighting[], rejected: readonly Rejected[] = [], rows: Rows | null = null): Promise<boolean> {
    return new Promise((resolve) => {
      this.waiting.push({ sightings, rejected, rows, isRecorded: true, resolve });
      this.flight ??= this.gather();
    });
  }

  /** Resolves when everything that was delivered is recorded or given up. */
  async settle(): Promise<void> {
    await this.flight;
  }

  private async gather(): Promise<void> {
    while (this.waiting.length > 0) {
      await new Promise<void>((resolve) => this.deps.clock.after(GATHER_MS, resolve));
      const deliveries = this.waiting;
      this.waiting = [];
      await this.recordAll(deliveries);
      for (const one of deliveries) one.resolve(one.isRecorded);
    }
    this.flight = null;
  }

  /** After the first run that is not recorded nothing later may be, or the source's order would be lost. */
  private async recordAll(deliveries: readonly Delivery[]): Promise<void> {
    let isLost = false;
    for (const run of runsOf(deliveries)) {
      try {
        if (!isLost) await this.deps.record({ sightings: [...run.byKey.values()], rejected: run.rejected, heard: heardIn(run) });
      } catch (error) {
        isLost = true;
        this.deps.onLost(error);
      }
      if (isLost) for (const one of run.of) one.isRecorded = false;
    }
  }
}

/** The last word about an alert. */
function heardIn({ of }: Run): Rows {
  return {
    rowOf: (key) => {
      const last = [...of].findLast(({ sightings }) => sightings.some((sighting) => sighting.key === key));
      return last?.rows?.rowOf(key) ?? UNSAID;
    },
  };
}

/** An alert that fires and clears in one go is two things that happened: a key in another state begins a new run. */
function runsOf(deliveries: readonly Delivery[]): readonly Run[] {
  const runs: Run[] = [];
  const begin = (): Run => {
    const run = { byKey: new Map<string, Sighting>(), rejected: [], of: new Set<Delivery>() };
    runs.push(run);
    return run;
  };
  let run = begin();
  for (const delivery of deliveries) {
    run.of.add(delivery);
    run.rejected.push(...delivery.rejected);
    for (const sighting of delivery.sightings) {
      const before = run.byKey.get(sighting.key);
      if (run.byKey.size >= MOST || (before !== undefined && before.state !== sighting.state)) run = begin();
      run.of.add(delivery);
      run.byKey.set(sighting.key, sighting);
    }
  }
  return runs;
}
