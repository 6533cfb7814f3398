// A stream that ends before what its consumer has read: a server that could not read its store began it anew. The consumer then waits for
// numbers that come again only much later, and tells nobody that it hears nothing (seen with nats-server 2.9 after a message of 60 MB).
import { type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';

export class StreamEnd {
  private readonly jsm: JetStreamManager;
  private readonly stream: string;
  /** A user without the right to `$JS.API.STREAM.INFO` is asked about no second time. */
  private mayLook = true;

  constructor(jsm: JetStreamManager, stream: string) {
    this.jsm = jsm;
    this.stream = stream;
  }

  /** `readTo`: where in the stream the consumer stands. False as well where this user may not look. */
  async isBefore(readTo: number): Promise<boolean> {
    if (!this.mayLook) return false;
    try {
      const { state } = await this.jsm.streams.info(this.stream);
      return state.last_seq < readTo;
    } catch {
      this.mayLook = false;
      return false;
    }
  }
}

export async function streamEnd(nc: NatsConnection, stream: string, timeout: number): Promise<StreamEnd> {
  return new StreamEnd(await jetstreamManager(nc, { timeout, checkAPI: false }), stream);
}
