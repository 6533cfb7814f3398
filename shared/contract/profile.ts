// What calls about moving a whole profile answer with.

export interface ExportedProfile {
  readonly path: string;
  readonly bytes: number;
  readonly attachments: number;
}

/** A profile that was opened and checked, and waits to take the place of the one in use. The key never gets to a window. */
export interface StagedProfile {
  readonly staging: string;
  readonly key: string;
  readonly events: number;
  readonly attachments: number;
}

export interface ImportedProfile {
  readonly events: number;
  readonly attachments: number;
  /** Where the files that stood there are now. */
  readonly putAside: string;
}
