// Parts of the engine whose code is not needed for the first look at the queue: each is a room that is opened when the desk is ready
// or when the first call knocks, whichever comes first.
import type { EngineCall, Reply } from '../../shared/contract';
import type { Handlers } from './gate';

/** A part that is made once, by whoever asks first. */
export class Room<T> {
  private readonly make: () => Promise<T>;
  private making: Promise<T> | null = null;
  private made: T | null = null;

  constructor(make: () => Promise<T>) {
    this.make = make;
  }

  /** Null until the room is open. */
  get now(): T | null {
    return this.made;
  }

  /** Resolves with the same part for everybody. */
  open(): Promise<T> {
    this.making ??= this.make().then((part) => {
      this.made = part;
      return part;
    });
    return this.making;
  }

  /** Ends the part, also one that is being made just now; a room that was never asked for stays as it is. */
  async shut(end: (part: T) => unknown): Promise<void> {
    if (this.making) await end(await this.making);
  }
}

/** Handlers that wait until their room is open. `names`: all of them, see room-calls.ts. */
export function callsInto<C extends EngineCall>(
  names: Readonly<Record<C, unknown>>,
  opened: () => Promise<Pick<Handlers, C>>,
): Pick<Handlers, C> {
  const waiting = (name: C) => async (args: never) => ((await opened())[name] as (args: never) => Reply<unknown>)(args);
  return Object.fromEntries(Object.keys(names).map((name) => [name, waiting(name as C)])) as unknown as Pick<Handlers, C>;
}
