// Kinds, actors and devices repeat in every event; the file holds them once and events hold their numbers.
import type Database from 'libsql';

export class Names {
  private readonly byName = new Map<string, number>();
  private readonly byNumber: string[] = [];
  /** Names given since the last commit; a rollback takes them back. */
  private fresh: string[] = [];
  private readonly insert: Database.Statement;

  constructor(db: Database.Database) {
    this.insert = db.prepare('INSERT INTO names (n, name) VALUES (?, ?)');
    for (const { n, name } of db.prepare('SELECT n, name FROM names').iterate() as Iterable<{ n: number; name: string }>)
      this.learn(n, name);
  }

  /** Inside a transaction: writes a name that is new. */
  numberOf(name: string): number {
    const known = this.byName.get(name);
    if (known !== undefined) return known;
    const n = Math.max(1, this.byNumber.length);
    this.insert.run(n, name);
    this.learn(n, name);
    this.fresh.push(name);
    return n;
  }

  nameOf(n: number): string {
    const name = this.byNumber[n];
    if (name === undefined) throw new Error(`the log has no name number ${n}`);
    return name;
  }

  committed(): void {
    this.fresh = [];
  }

  rolledBack(): void {
    for (const name of this.fresh) {
      this.byNumber.pop();
      this.byName.delete(name);
    }
    this.fresh = [];
  }

  private learn(n: number, name: string): void {
    this.byName.set(name, n);
    this.byNumber[n] = name;
  }
}
