// Takes a program's output of any length in constant memory: beginning and end are kept, everything is hashed, and a part of what
// comes now is told at most ten times a second.
import { createHash } from 'node:crypto';
import { plainOutput } from '../../../shared/rules/run-output';

const TELL_MS = 100;
/** Bytes told at a time; of more only the newest. */
const LIVE_BYTES = 16_384;
/** A line that grows longer is told in pieces. */
const LONG_LINE = 16_384;

export interface LiveOutput {
  readonly text: string;
  readonly partial: string;
  readonly skipped: number;
  readonly totalBytes: number;
}

export interface KeptOutput {
  readonly output: string;
  readonly outputSha256: string;
  readonly outputBytes: number;
  readonly isCut: boolean;
}

export interface OutputKeeperOptions {
  /** Bytes kept: half of them from the beginning, half from the end. */
  readonly limitBytes: number;
  readonly redact: (text: string) => string;
  readonly tell: (live: LiveOutput) => void;
}

export class OutputKeeper {
  private readonly options: OutputKeeperOptions;
  private readonly head: Buffer;
  private readonly ring: Buffer;
  private readonly hash = createHash('sha256');
  private total = 0;
  private pending: Buffer[] = [];
  private pendingBytes = 0;
  private skipped = 0;
  /** Decoded by latin1, so that no character is torn: bytes of an unfinished line. */
  private carry: Buffer = Buffer.alloc(0);
  private timer: NodeJS.Timeout | null = null;

  constructor(options: OutputKeeperOptions) {
    this.options = options;
    const half = Math.max(1, Math.floor(options.limitBytes / 2));
    this.head = Buffer.alloc(half);
    this.ring = Buffer.alloc(half);
  }

  push(chunk: Buffer): void {
    this.hash.update(chunk);
    const half = this.head.length;
    const toHead = Math.max(0, Math.min(chunk.length, half - this.total));
    if (toHead > 0) chunk.copy(this.head, this.total, 0, toHead);
    this.toRing(chunk, toHead);
    this.total += chunk.length;
    this.toLive(chunk);
  }

  /** Ends the live telling and gives what is kept. Call once. */
  end(): KeptOutput {
    if (this.timer) clearTimeout(this.timer);
    this.tellNow();
    return { output: this.kept(), outputSha256: this.hash.digest('hex'), outputBytes: this.total, isCut: this.isCut };
  }

  /** What is kept so far, as `end` would give it. */
  kept(): string {
    const half = this.head.length;
    const head = this.head.subarray(0, Math.min(this.total, half));
    const clean = (bytes: Buffer): string => this.options.redact(plainOutput(bytes.toString('utf8')));
    const rest = Math.max(0, this.total - half);
    if (!this.isCut) return clean(Buffer.concat([head, this.ring.subarray(0, rest)]));
    const at = rest % half;
    const tail = Buffer.concat([this.ring.subarray(at), this.ring.subarray(0, at)]);
    const leftOut = this.total - 2 * half;
    return `${clean(upToLine(head))}\n… ${leftOut.toLocaleString('en')} bytes left out …\n${clean(fromLine(tail))}`;
  }

  private get isCut(): boolean {
    return this.total > 2 * this.head.length;
  }

  /** Only the newest part of a chunk that is larger than the ring goes round. */
  private toRing(chunk: Buffer, from: number): void {
    const half = this.ring.length;
    const start = Math.max(from, chunk.length - half);
    let at = (this.total + start - this.head.length) % half;
    for (let i = start; i < chunk.length; ) {
      const n = Math.min(half - at, chunk.length - i);
      chunk.copy(this.ring, at, i, i + n);
      i += n;
      at = (at + n) % half;
    }
  }

  private toLive(chunk: Buffer): void {
    const own = chunk.length > LIVE_BYTES ? chunk.subarray(chunk.length - LIVE_BYTES) : chunk;
    this.skipped += chunk.length - own.length;
    if (own.length < chunk.length) this.dropPending();
    // A copy: a small piece would hold on to the whole chunk.
    this.pending.push(Buffer.from(own));
    this.pendingBytes += own.length;
    while (this.pendingBytes > LIVE_BYTES && this.pending.length > 1) this.dropOldest();
    this.timer ??= setTimeout(() => this.tellNow(), TELL_MS);
  }

  private dropPending(): void {
    while (this.pending.length > 0) this.dropOldest();
  }

  private dropOldest(): void {
    const oldest = this.pending.shift();
    this.skipped += (oldest?.length ?? 0) + this.carry.length;
    this.pendingBytes -= oldest?.length ?? 0;
    this.carry = Buffer.alloc(0);
  }

  /** Secrets are struck out of whole lines: half a line is told as one that is still to come. */
  private tellNow(): void {
    this.timer = null;
    if (this.pending.length === 0) return;
    let bytes: Buffer = Buffer.concat([this.carry, ...this.pending]);
    this.pending = [];
    this.pendingBytes = 0;
    if (this.skipped > 0) {
      const whole = fromLine(bytes);
      this.skipped += bytes.length - whole.length;
      bytes = whole;
    }
    const end = bytes.length > LONG_LINE ? upToLine(bytes).length : bytes.lastIndexOf(10) + 1;
    this.carry = Buffer.from(bytes.subarray(end));
    const clean = (b: Buffer): string => this.options.redact(plainOutput(b.toString('utf8')));
    const text = clean(bytes.subarray(0, end));
    this.options.tell({ text, partial: clean(this.carry), skipped: this.skipped, totalBytes: this.total });
    this.skipped = 0;
  }
}

const LF = 10;
const SPACE = 32;

/** Up to the last whole line, else the last whole word: half a secret would not be known as one. */
function upToLine(bytes: Buffer): Buffer {
  const end = Math.max(bytes.lastIndexOf(LF) + 1, 0) || bytes.lastIndexOf(SPACE) + 1;
  return end > 0 ? bytes.subarray(0, end) : bytes;
}

function fromLine(bytes: Buffer): Buffer {
  const line = bytes.indexOf(LF);
  const start = line === -1 ? bytes.indexOf(SPACE) : line;
  return start === -1 ? bytes : bytes.subarray(start + 1);
}
