// A second thread for the storm's commit: it prepares events while the first one goes on deciding and writing. The first one
// fetches what is ready without giving up its turn, so that a commit stays one uninterrupted step.
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { EventKind } from '../../shared/log/event';
import type { Prepared } from './prepare';

export interface Task {
  readonly seq: number;
  readonly kind: EventKind;
  readonly incident: string | null;
  readonly content: Uint8Array;
}
export type Done = Prepared & { readonly seq: number };

/** What the thread is started with: where answers go, and a cell that counts them. */
export interface ThreadStart {
  readonly port: MessagePort;
  readonly answers: Int32Array;
}

/** Fewer, larger messages: each costs some 20 µs a side. */
const BATCH_BYTES = 256 * 1024;
/** What it makes is short-lived: a larger nursery is tidied up less often. */
const YOUNG_MB = 64;
/** Longest that an answer is waited for, the start of the thread included; it takes some 50 ms on an idle machine. */
const PATIENCE_MS = 2000;

export class SideThread {
  private readonly worker: Worker;
  private readonly port: MessagePort;
  private readonly answers = new Int32Array(new SharedArrayBuffer(4));
  private heard = 0;
  private isSilent = false;
  private batch: Task[] = [];
  private batchBytes = 0;
  private readonly done = new Map<number, Prepared>();

  constructor(file: URL) {
    const { port1, port2 } = new MessageChannel();
    const workerData: ThreadStart = { port: port2, answers: this.answers };
    this.worker = new Worker(file, { workerData, transferList: [port2], resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
    this.worker.on('error', () => undefined);
    this.worker.unref();
    this.port = port1;
  }

  /** Takes the bytes over: the caller's buffer is empty afterwards. */
  give(task: Task): void {
    this.batch.push(task);
    this.batchBytes += task.content.byteLength;
    if (this.batchBytes >= BATCH_BYTES) this.send();
  }

  /** Sends what was given and still waits for company. */
  send(): void {
    if (this.batch.length === 0) return;
    const whole = this.batch.map(({ content }) => content).filter((bytes) => bytes.byteLength === bytes.buffer.byteLength);
    this.worker.postMessage(
      this.batch,
      whole.map((bytes) => bytes.buffer as ArrayBuffer),
    );
    this.batch = [];
    this.batchBytes = 0;
  }

  /** Waits for one answer. Undefined when the thread does not give it in time: it is not asked again. */
  take(seq: number): Prepared | undefined {
    while (!this.done.has(seq)) {
      const message = receiveMessageOnPort(this.port) as { message: readonly Done[] } | undefined;
      if (message) {
        this.heard += 1;
        for (const answer of message.message) this.done.set(answer.seq, answer);
      } else if (this.isSilent || Atomics.wait(this.answers, 0, this.heard, PATIENCE_MS) === 'timed-out') {
        this.isSilent = true;
        return undefined;
      }
    }
    const prepared = this.done.get(seq);
    this.done.delete(seq);
    return prepared;
  }

  /** True when it answered whenever it was asked. */
  get isReliable(): boolean {
    return !this.isSilent;
  }

  end(): void {
    this.port.close();
    void this.worker.terminate();
  }
}
