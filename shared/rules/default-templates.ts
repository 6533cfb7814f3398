// Words for those who wrote none: for engineers what is broken and where, for everybody else what it means and when they hear more.
import type { MessageTemplate, Moment } from '../settings/telling';

export interface Wording {
  readonly subject: string;
  readonly text: string;
}

const FOOT = 'Incident manager: {{incident-manager}}\nBridge: {{bridge}}\nNext update: {{next-update}}';

const FOR_ENGINEERS: Readonly<Record<Moment, Wording>> = {
  opened: {
    subject: '{{severity}} {{number}}: {{title}}',
    text: `{{title}}\n{{summary}}\nService: {{service}}\nSince: {{since}}\nAlerts that fire: {{alerts}}\nSeverity: {{severity}}, {{why}}\n${FOOT}\n{{link}}`,
  },
  severity: {
    subject: '{{number}} is {{severity}} now: {{title}}',
    text: `{{number}} is {{severity}} now: {{why}}\n{{title}}\nService: {{service}}\nAlerts that fire: {{alerts}}\n${FOOT}\n{{link}}`,
  },
  acknowledged: {
    subject: '{{number}}: {{acknowledged-by}} has it',
    text: `{{number}} ({{severity}}) is in work.\n{{title}}\nBy: {{acknowledged-by}}\n${FOOT}\n{{link}}`,
  },
  update: {
    subject: 'Update on {{number}}: {{title}}',
    text: `{{number}} ({{severity}}) is {{status}}.\n{{title}}\nSince: {{since}}\nFor: {{duration}}\nAlerts that fire: {{alerts}}\n${FOOT}\n{{link}}`,
  },
  resolved: {
    subject: '{{number}} is resolved: {{title}}',
    text: '{{number}} ({{severity}}) is resolved.\n{{title}}\nIt lasted {{duration}}.\n{{link}}',
  },
  closed: {
    subject: '{{number}} is closed: {{title}}',
    text: '{{number}} ({{severity}}) is closed.\n{{title}}\nIt lasted {{duration}}.\n{{link}}',
  },
};

const PLAIN: Readonly<Record<Moment, Wording>> = {
  opened: {
    subject: '{{number}}: we are looking into a problem',
    text: 'We are looking into a problem.\nWhat: {{title}}\nAffected: {{service}}\nSince: {{since}}\nSeverity: {{severity}}\nBridge: {{bridge}}\nYou hear more by {{next-update}}.',
  },
  severity: {
    subject: '{{number}}: severity changed to {{severity}}',
    text: 'The severity of {{number}} is {{severity}} now.\nWhat: {{title}}\nAffected: {{service}}\nYou hear more by {{next-update}}.',
  },
  acknowledged: {
    subject: '{{number}}: somebody is working on it',
    text: 'Somebody is working on {{number}} ({{severity}}).\nWhat: {{title}}\nAffected: {{service}}\nYou hear more by {{next-update}}.',
  },
  update: {
    subject: 'Update on {{number}}',
    text: '{{number}} ({{severity}}) is {{status}}.\nWhat: {{title}}\nAffected: {{service}}\nIt has lasted {{duration}}.\nBridge: {{bridge}}\nYou hear more by {{next-update}}.',
  },
  resolved: {
    subject: '{{number}}: the problem is over',
    text: 'The problem is over.\nWhat: {{title}}\nAffected: {{service}}\nIt lasted {{duration}}.\nWe are finding out why it happened, so that it does not happen again.',
  },
  closed: {
    subject: '{{number}} is closed',
    text: '{{number}} ({{severity}}) is closed.\nWhat: {{title}}\nAffected: {{service}}\nIt lasted {{duration}}.',
  },
};

const TECHNICAL: ReadonlySet<string> = new Set(['engineers', 'forensics', 'security']);

/** The words for a moment and an audience: the rule's own template, else the nearest of the settings, else the built-in ones. */
export function wordingFor(templates: readonly MessageTemplate[], audience: string, moment: Moment, wanted: string): Wording {
  const own = wanted === '' ? undefined : templates.find((t) => t.id === wanted);
  const builtIn = (TECHNICAL.has(audience) ? FOR_ENGINEERS : PLAIN)[moment];
  const found =
    own ??
    templates.find((t) => t.audience === audience && t.moment === moment) ??
    templates.find((t) => t.audience === audience && t.moment === '') ??
    templates.find((t) => t.audience === '' && t.moment === moment);
  if (!found) return builtIn;
  return { subject: found.subject === '' ? builtIn.subject : found.subject, text: found.text };
}
