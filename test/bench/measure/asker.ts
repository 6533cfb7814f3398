// Speaks the line protocol of an engine in plain Node: one call a line, one answer a line.
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

type Line = { readonly type: string; readonly id?: number; readonly ok?: boolean; readonly value?: unknown; readonly error?: unknown };

/** Answers of the engine by the number of the call; number 0 is its word that it is ready. */
export class Asker {
  private readonly waiting = new Map<number, (line: Line) => void>();
  private readonly engine: ChildProcess;
  private asked = 0;

  constructor(engine: ChildProcess) {
    this.engine = engine;
    if (!engine.stdout) throw new Error('the engine has no stdout');
    createInterface({ input: engine.stdout }).on('line', (text) => {
      const line = JSON.parse(text) as Line;
      this.waiting.get(line.type === 'ready' ? 0 : (line.id ?? -1))?.(line);
    });
  }

  ready(): Promise<Line> {
    return new Promise((done) => this.waiting.set(0, done));
  }

  async ask<T>(call: string, args: unknown): Promise<T> {
    this.asked += 1;
    const id = this.asked;
    const answered = new Promise<Line>((done) => this.waiting.set(id, done));
    this.engine.stdin?.write(`${JSON.stringify({ id, call, args })}\n`);
    const line = await answered;
    if (!line.ok) throw new Error(`${call}: ${JSON.stringify(line.error)}`);
    return line.value as T;
  }
}
