// What is to be done, and left undone, so that evidence of an attack survives the repair: the checklist of a security incident.

/** Name under which its ticks stand in the log, beside the roles' own duties. */
export const FORENSICS_ROLE = 'forensics';

export interface ForensicDuty {
  /** Never renamed: ticks in the log name it. */
  readonly id: string;
  readonly words: string;
}

export const FORENSIC_DUTIES: readonly ForensicDuty[] = [
  { id: 'restrict', words: 'Decide who needs to know, and keep it among them' },
  { id: 'off-band', words: 'Talk on a channel that the attacker can’t read' },
  { id: 'preserve-memory', words: 'Preserve evidence: memory and running processes before anything is restarted' },
  { id: 'preserve-disk', words: 'Preserve evidence: snapshots of disks and volumes before anything is cleaned' },
  { id: 'preserve-logs', words: 'Preserve evidence: stop the rotation of logs and copy them away, with the clock’s offset' },
  { id: 'isolate', words: 'Isolate affected machines from the network rather than switching them off' },
  { id: 'revoke', words: 'Revoke the credentials, keys and sessions that may be known' },
  { id: 'scope', words: 'Find out what was reached: accounts, data, other machines' },
  { id: 'custody', words: 'Write down who took which copy, when, and where it lies' },
  { id: 'duty-to-report', words: 'Ask legal and privacy whether somebody must be told, and by when' },
  { id: 'export', words: 'Export the evidence bundle and keep its SHA-256 apart from it' },
];
