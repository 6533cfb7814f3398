// Groups of incidents that are alike, as the insights list them: by the same rule as "last time" in an incident.

export interface AlikeGroup {
  /** The newest of them, by which the others were found. */
  readonly incident: string;
  readonly number: number;
  /** '' where it is restricted. */
  readonly title: string;
  /** How many there are in the period, itself among them. */
  readonly n: number;
  /** How the others are alike, in the words of most of them; '' where they are restricted. */
  readonly why: string;
}

export const MOST_GROUPS = 10;
