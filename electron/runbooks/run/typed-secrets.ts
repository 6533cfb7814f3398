// Secrets that a person types into a run while it goes on: a program may repeat them, and then they are struck out like those known before.
import { createRedactor, type Redactor } from '../../feeds/redact';

export class TypedSecrets {
  private readonly known: Redactor;
  private readonly typed = new Set<string>();
  private strikeTyped: Redactor = (text) => text;

  /** `known` strikes out what was known at the start. */
  constructor(known: Redactor) {
    this.known = known;
  }

  /** `text` as it was typed; line ends are no part of a secret. */
  add(text: string): void {
    for (const line of text.split(/[\r\n]+/)) if (line !== '') this.typed.add(line);
    this.strikeTyped = createRedactor([...this.typed], []);
  }

  readonly redact: Redactor = (text) => this.known(this.strikeTyped(text));
}
