// The door of the room of publishing, as the engine sees it: behind it the room is opened when somebody first knocks.
import type { Reply } from '../../shared/contract';
import type { PostmortemFile, PublishValues } from '../../shared/contract/publish';
import type { CourierDeps } from './couriers';
import type { Handlers } from './gate';
import type { PublishRoom, PublishRoomDeps } from './publish-room';
import { callsInto, Room } from './room';
import { PUBLISH_CALLS } from './room-calls';

export interface PublishDoor {
  readonly calls: Pick<Handlers, keyof PublishValues>;
  /** The outbox's way out. Never throws. */
  readonly deliver: CourierDeps['publish'];
  /** Writes an export to a file that a person chose, or reads one. */
  file(asked: PostmortemFile): Promise<Reply<unknown>>;
  stop(): Promise<void>;
}

export function publishDoor(deps: PublishRoomDeps): PublishDoor {
  const room = new Room<PublishRoom>(async () => {
    const { makePublishRoom } = await import('./publish-room');
    return makePublishRoom(deps);
  });
  return {
    calls: callsInto(PUBLISH_CALLS, async () => (await room.open()).calls),
    deliver: async (act, content) => (await room.open()).desk.deliver(act, content),
    file: async (asked) => (await room.open()).file(asked),
    stop: () => room.shut(({ runner }) => runner.stop()),
  };
}
