// The line to one window: its calls through the gate, and pushes from the moment it subscribes.
import type { EngineToWindow, Snapshot } from '../../shared/contract';
import { answer, done, type Handlers } from './gate';
import type { Publisher } from './publisher';

export interface WindowLine {
  receive(message: unknown): void;
  detach(): void;
}

export interface WindowLineDeps {
  readonly handlers: Omit<Handlers, 'subscribe'>;
  readonly publisher: Publisher;
  readonly snapshot: () => Snapshot;
  readonly send: (message: EngineToWindow) => void;
  readonly isOpen: () => boolean;
  readonly journal: (line: string) => void;
}

export function openWindowLine(deps: WindowLineDeps): WindowLine {
  let end = (): void => undefined;
  const handlers: Handlers = {
    ...deps.handlers,
    subscribe: () => {
      end();
      end = deps.publisher.add(deps.send);
      return done(deps.snapshot());
    },
  };
  return {
    receive(message) {
      if (!deps.isOpen()) return;
      const { id, call, args } = (message ?? {}) as { id?: unknown; call?: unknown; args?: unknown };
      if (typeof id !== 'number') return deps.journal('refused a message without an id');
      answer(handlers, call, args, deps.journal)
        .then((reply) => deps.send({ id, reply }))
        .catch((e) => deps.journal(`a reply could not be sent: ${e instanceof Error ? e.message : e}`));
    },
    detach: () => end(),
  };
}
