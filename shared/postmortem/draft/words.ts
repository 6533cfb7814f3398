// What stands where the log knows nothing: `unknown`, and what to confirm or write there.

export const WORDS_FOR_NOTHING = {
  service: 'unknown: no label names it (confirm which service was hit)',
  roles: 'unknown: nobody took a role (confirm who led, by role)',
  sighting: 'unknown: no source told it (confirm when it was first seen)',
  impactStart: 'unknown: nobody confirmed it (confirm when users first noticed)',
  mitigated: 'unknown: nobody confirmed it (confirm when the harm stopped growing)',
  restored: 'unknown: nobody confirmed it (confirm when users were served as before)',
  count: 'unknown: nobody confirmed it (confirm the number)',
  runbooks: 'No runbook was opened.',
  messages: 'No message went out from here.',
  similar: 'No similar incident was found.',
  alerts: 'No alert belongs to it.',
} as const;
