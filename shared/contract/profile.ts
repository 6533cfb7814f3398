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

/** A log that is to be written under another key, into a folder beside it. Keys: 64 hex digits. */
export interface NewKeyAsked {
  readonly profile: string;
  readonly key: string;
  readonly newKey: string;
  /** Made anew; left there when all is well. */
  readonly staging: string;
}

/** `damaged`: attachments that the old key did not open either; they come along as they are. */
export interface StagedKey {
  readonly events: number;
  readonly damaged: number;
}
