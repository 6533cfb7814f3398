// Events about the record itself: attachments, pins, evidence that left the desk, and who may know.

export interface EvidenceEvents {
  /** The bytes lie beside the log under their SHA-256 (hex). */
  'attachment.added': { sha256: string; name: string; mime: string; bytes: number; by: string };
  /** `entry` is the id (ULID) of the event that is pinned. */
  'entry.pinned': { entry: string; isPinned: boolean; by: string };
  'evidence.exported': { sha256: string; events: number; attachments: number; by: string };
  /** Need-to-know: pages and messages name number and severity only, except to `members` (ids of people). `desks`: of the team, that read
   * what is written of it from now on; left out: those of the members. */
  'incident.restricted': { isRestricted: boolean; members: string[]; desks?: string[]; by: string };
}
