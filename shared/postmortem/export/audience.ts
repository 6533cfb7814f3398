// Before something restricted goes out, a person is told who will see it and says yes to exactly that.
import type { ExportDocument } from './document';

export interface Audience {
  /** A person has to say yes first. */
  readonly needsYes: boolean;
  /** Who will be able to read it, in one sentence. */
  readonly words: string;
}

/** `readers`: who reads at that place, in words, such as 'everybody with access to the space OPS'. */
export function audienceOf(
  { isRestricted, number }: Pick<ExportDocument, 'isRestricted' | 'number'>,
  place: string,
  readers: string,
): Audience {
  if (!isRestricted) return { needsYes: false, words: `It can be read by ${readers}.` };
  return {
    needsYes: true,
    words: `INC-${number} is restricted to who needs to know. At ${place} it can be read by ${readers}, and Dogwatch cannot take it back.`,
  };
}
