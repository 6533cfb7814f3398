// Incidents about which this desk wrote while others alone read them: once it may, all of that is sent. What is owed is kept over restarts.
export interface OwedDeps {
  /** JSON of ids; '' for none. */
  readonly kept: { read(): string; write(text: string): void };
  /** Resolves once the team has all that this desk wrote of it. */
  readonly send: (incident: string) => Promise<void>;
  /** False: this desk may not send now; `wake` says when. */
  readonly maySend: () => boolean;
  readonly journal: (line: string) => void;
}

const RETRY_MS = 5_000;

export class Owed {
  private readonly deps: OwedDeps;
  private incidents: readonly string[];
  private isSending = false;
  private retry: NodeJS.Timeout | null = null;

  constructor(deps: OwedDeps) {
    this.deps = deps;
    this.incidents = JSON.parse(deps.kept.read() || '[]') as string[];
  }

  add(incidents: readonly string[]): void {
    this.keep([...new Set([...this.incidents, ...incidents])]);
    this.wake();
  }

  wake(): void {
    if (this.isSending || this.retry || this.incidents.length === 0) return;
    this.isSending = true;
    void this.run()
      .catch((error: unknown) => {
        this.deps.journal(`the team did not take what was held back: ${error instanceof Error ? error.message : error}`);
        this.retry = setTimeout(() => {
          this.retry = null;
          this.wake();
        }, RETRY_MS);
      })
      .finally(() => {
        this.isSending = false;
      });
  }

  stop(): void {
    if (this.retry) clearTimeout(this.retry);
    this.incidents = [];
  }

  private async run(): Promise<void> {
    for (let [next] = this.incidents; next !== undefined && this.deps.maySend(); [next] = this.incidents) {
      const incident = next;
      await this.deps.send(incident);
      if (this.incidents.length > 0) this.keep(this.incidents.filter((one) => one !== incident));
    }
  }

  private keep(incidents: readonly string[]): void {
    this.incidents = incidents;
    this.deps.kept.write(incidents.length === 0 ? '' : JSON.stringify(incidents));
  }
}
