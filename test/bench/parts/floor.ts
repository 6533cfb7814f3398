// The floor, in a process of its own: downloading and parsing one answer in bare Node, and nothing else.
import { get } from 'node:http';
import { answerCalls } from '../measure/child';

function download(url: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    get(url, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve(Buffer.concat(chunks)));
      answer.on('error', reject);
    }).on('error', reject);
  });
}

export interface FloorCost {
  /** CPU of the whole process, all threads, ms. */
  readonly cpuMs: number;
  /** From the last byte to the parsed answer, ms. */
  readonly parseMs: number;
  readonly bytes: number;
}

const calls = {
  async once(url: string): Promise<FloorCost> {
    const before = process.cpuUsage();
    const body = await download(url);
    const gotAt = performance.now();
    JSON.parse(body.toString('utf8'));
    const parseMs = performance.now() - gotAt;
    const { user, system } = process.cpuUsage(before);
    return { cpuMs: (user + system) / 1000, parseMs, bytes: body.length };
  },
};
export type Floor = typeof calls;

answerCalls(calls);
