// What a preset makes of an answer, for a look at both side by side before anything is saved.
import type { AlertData } from './domain/alert';

export interface PresetFault {
  /** Place in the preset's text, from 1. */
  readonly line: number;
  readonly column: number;
  readonly why: string;
  /** The first row on which an expression failed; empty: the preset itself is wrong. */
  readonly where: string;
  /** On how many rows; 0: the preset itself is wrong. */
  readonly rows: number;
}

export interface TrialAlert extends Omit<AlertData, 'suppression'> {
  readonly state: 'firing' | 'resolved';
  /** What holds it back at the source; empty: nothing. */
  readonly heldBackBy: string;
}

/** What a source said, as text. */
export interface TrialAnswer {
  /** Names the answer while it is kept, so that another mapping can be tried on it. */
  readonly id: string;
  /** JSON with line breaks, of which characters that could mislead an eye are written as escapes. */
  readonly text: string;
  /** How much the source sent. */
  readonly bytes: number;
  readonly isCut: boolean;
  /** Unix ms. */
  readonly at: number;
}

export interface PresetTrial {
  /** The text of the preset that was tried. */
  readonly preset: string;
  /** Null: the source was not asked, or did not answer as it should. */
  readonly answer: TrialAnswer | null;
  /** The first of them; `alertCount` is how many there are. */
  readonly alerts: readonly TrialAlert[];
  readonly alertCount: number;
  /** Mistakes with their place in the preset. */
  readonly faults: readonly PresetFault[];
  /** Rows that became no alert for what is in them. */
  readonly refused: readonly { readonly where: string; readonly why: string }[];
  readonly failure: { readonly what: string; readonly remedy: string } | null;
}
