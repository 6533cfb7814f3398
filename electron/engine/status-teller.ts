// Tells the desk's state at most once a turn of the event loop, however many commits a storm makes.
export class StatusTeller {
  private isDue = false;
  private isStopped = false;
  private readonly tell: () => void;

  constructor(tell: () => void) {
    this.tell = tell;
  }

  /** Something changed; it is told soon. */
  changed(): void {
    if (this.isDue || this.isStopped) return;
    this.isDue = true;
    setImmediate(() => {
      this.isDue = false;
      if (!this.isStopped) this.tell();
    });
  }

  stop(): void {
    this.isStopped = true;
  }
}
