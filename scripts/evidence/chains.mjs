// Computes the hash chains of a bundle's events again, line by line, as the log did when it wrote them.
import { createHash } from 'node:crypto';

const OPEN = '{"envelope":';
const MIDDLE = ',"data":';
const NEWLINE = 0x0a;

/** @typedef {{ events: number, hash: string, seq: number, line: number }} Chain */
/** @typedef {{ prev: string, seq: number, incident: string | null, kind: string }} Envelope */

export class EventLines {
  /** By incident. @type {Map<string, Chain>} */
  chains = new Map();
  /** SHA-256 of each file that an event says was attached. @type {Set<string>} */
  attached = new Set();
  /** What does not fit, in words. @type {string[]} */
  problems = [];
  lines = 0;
  /** @type {Buffer} */
  #rest = Buffer.alloc(0);
  #lastSeq = 0;

  /** @param {Buffer} chunk Of `events.jsonl`, in order. */
  take(chunk) {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let from = 0;
    for (let end = bytes.indexOf(NEWLINE, from); end !== -1; end = bytes.indexOf(NEWLINE, from)) {
      this.#line(bytes.subarray(from, end));
      from = end + 1;
    }
    this.#rest = Buffer.from(bytes.subarray(from));
  }

  end() {
    if (this.#rest.length > 0) this.problems.push(`events.jsonl: line ${this.lines + 1} is cut off`);
  }

  /** @param {Buffer} line */
  #line(line) {
    this.lines++;
    const read = readLine(line);
    if (!read) {
      this.problems.push(`events.jsonl: line ${this.lines} is not an event`);
      return;
    }
    const { envelope, head, data } = read;
    const { seq, prev, kind } = envelope;
    const incident = envelope.incident ?? '';
    const here = `line ${this.lines} (event ${seq}, ${kind})`;
    if (seq <= this.#lastSeq) this.problems.push(`events.jsonl: ${here} stands after event ${this.#lastSeq}: the order was changed`);
    this.#lastSeq = Math.max(this.#lastSeq, seq);
    const before = this.chains.get(incident) ?? { events: 0, hash: '', seq: 0, line: 0 };
    if (prev !== before.hash) this.problems.push(`events.jsonl: ${before.line === 0 ? noStart(here) : broken(before, here)}`);
    const hash = createHash('sha256').update(head).update('\n').update(data).digest('hex');
    this.chains.set(incident, { events: before.events + 1, hash, seq, line: this.lines });
    if (kind === 'attachment.added') this.#attach(data, here);
  }

  /** @param {Buffer} data @param {string} here */
  #attach(data, here) {
    const { sha256 } = parsed(data.toString('utf8')) ?? {};
    if (typeof sha256 === 'string') this.attached.add(sha256);
    else this.problems.push(`events.jsonl: ${here} names no file`);
  }
}

/** @param {string} here */
function noStart(here) {
  return `what came before ${here} is gone`;
}

/** @param {Chain} before @param {string} here */
function broken(before, here) {
  return `line ${before.line} (event ${before.seq}) was changed, or what stood between it and ${here} is gone or in another order`;
}

/**
 * The parts of a line as they are hashed, byte for byte.
 * @param {Buffer} line
 * @returns {{ envelope: Envelope, head: Buffer, data: Buffer } | null}
 */
function readLine(line) {
  const middle = line.indexOf(MIDDLE);
  if (middle === -1 || line.toString('latin1', 0, OPEN.length) !== OPEN || line.at(-1) !== 0x7d) return null;
  const head = line.subarray(OPEN.length, middle);
  const fields = parsed(head.toString('utf8'));
  if (!Array.isArray(fields) || fields.length !== 9) return null;
  const [prev, seq, , , , , incident, kind] = fields;
  if (typeof prev !== 'string' || !Number.isSafeInteger(seq) || typeof kind !== 'string') return null;
  if (incident !== null && typeof incident !== 'string') return null;
  return { envelope: { prev, seq, incident, kind }, head, data: line.subarray(middle + MIDDLE.length, -1) };
}

/**
 * Undefined for what is not JSON.
 * @param {string} text
 * @returns {any}
 */
export function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
