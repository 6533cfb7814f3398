// The shell's calls by name, for the two places that only pass them on and need no schemas: the preload and the shell's first moments.
import type { ShellCall } from './contract';

// A record, so that a call which the contract gains or loses does not compile here.
const CALLS: Readonly<Record<ShellCall, true>> = {
  'open-link': true,
  'get-preferences': true,
  'set-preferences': true,
  'save-text-file': true,
  'open-text-file': true,
  'set-presenting': true,
  'set-passphrase': true,
  lock: true,
  'set-lock-word': true,
  'save-evidence': true,
  'save-postmortem': true,
  'open-postmortem-file': true,
  'save-postmortem-edits': true,
  'take-in-postmortem-edits': true,
  'save-attachment': true,
  'save-picture': true,
  'save-report': true,
  recover: true,
  'export-profile': true,
  'import-profile': true,
  'renew-key': true,
  'get-update': true,
  'check-for-update': true,
  'download-update': true,
  'install-update': true,
};

export const SHELL_CALL_NAMES = Object.keys(CALLS) as readonly ShellCall[];
