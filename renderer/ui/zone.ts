// The zone of this machine, for words about times.

/** IANA name. */
export const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;
