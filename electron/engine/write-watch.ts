// Knows whether the log takes writes. A full disk must neither end the engine nor be a secret: it is told as blind until a write
// goes through again.
import { LogWriteFailure } from '../log/store';

export class WriteWatch {
  private failure: LogWriteFailure | null = null;
  private tell: () => void = () => undefined;

  /** Why nothing can be recorded, in words; null while the log takes writes. */
  get trouble(): string | null {
    return this.failure && `${this.failure.what} ${this.failure.remedy}`;
  }

  /** `tell` is called when trouble begins and when it ends. */
  onChange(tell: () => void): void {
    this.tell = tell;
  }

  /** Runs a write and notes whether the disk took it; what it throws is thrown on. */
  write<T>(write: () => T): T {
    try {
      const result = write();
      this.note(null);
      return result;
    } catch (error) {
      if (error instanceof LogWriteFailure) this.note(error);
      throw error;
    }
  }

  /** For acts that nobody waits for: a refusal of the disk, told as trouble already, ends them quietly. Bugs are thrown on. */
  attempt(act: () => void): void {
    try {
      act();
    } catch (error) {
      if (!(error instanceof LogWriteFailure)) throw error;
    }
  }

  private note(failure: LogWriteFailure | null): void {
    const before = this.trouble;
    this.failure = failure;
    if (this.trouble !== before) this.tell();
  }
}
