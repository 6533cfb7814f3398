// The words by which a postmortem speaks of people without naming them. They decide whether "failed to" is about a person or a disk.

/** Heads of a phrase that is a person or a group of persons, lower case. */
export const personNouns: ReadonlySet<string> = new Set(
  [
    'he she we i you who whoever someone somebody nobody everyone everybody anyone anybody',
    'engineer engineers operator operators developer developers programmer programmers dba dbas sre sres admin admins sysadmin',
    'administrator administrators technician technicians analyst analysts architect architects tester testers designer designers',
    'author authors reviewer reviewers maintainer maintainers committer deployer owner owners approver approvers',
    'manager managers leader leaders lead leads commander commanders responder responders scribe liaison director ceo cto',
    'colleague colleagues coworker contractor contractors consultant intern interns junior juniors senior employee employees staff',
    'person persons people guy guys man woman member members user users customer customers client vendor vendors',
    'team teams squad crew shift group department engineering operations ops support qa security management planning leadership noc',
    'on-call oncall primary secondary',
  ]
    .join(' ')
    .split(' '),
);

/** Heads that are a person only before a verb that people do: "they" may be pods, a client may be a program. */
export const doubtfulPersons: ReadonlySet<string> = new Set(
  'client clients user owner owners group primary secondary vendor vendors customer customers security support planning lead leads one person'.split(
    ' ',
  ),
);

/** What people do and machines do not: base form. */
export const humanVerbs =
  'notice|check|see|read|follow|communicate|escalate|understand|reali[sz]e|recogni[sz]e|verify|test|review|consider|consult|inform|tell|document|' +
  'ack|acknowledge|anticipate|plan|think|ask|call|look|remember|care|pay|double-check|mention|warn|coordinate|account|announce|raise|' +
  'rotate|patch|investigate|question|prepare|learn|train|communicate|listen|save|react|respond|act|wait|bother|know|open|watch|involve|' +
  'own|report|use|do|make|take|update|validate|run|backup|back|configure|set|close|revoke|clean|monitor|implement|add|apply|roll|get|catch|' +
  'stop|prevent|spot|foresee|grasp|write|hand|provide|share|keep|find|identify|appreciate|ensure|confirm|perform|complete|assess|page';

/** The same, as a past form, for a subject that may be a name. */
export const humanPast =
  'noticed|checked|saw|read|forgot|merged|approved|clicked|typed|thought|assumed|believed|misread|overlooked|ignored|decided|slept|asked|' +
  'deployed|pushed|ran|reverted|restarted|deleted|dropped|changed|committed|wrote|broke|fixed|rolled|removed|added|unplugged|leaked|missed|' +
  'reviewed|released|silenced|snoozed|acknowledged|closed|opened|copied|executed|configured|disabled|enabled|was|did|had|failed|should|could|' +
  "didn't|started|stopped|made|took|told|wanted|tried|shipped|rotated|left|went|panicked|joined|called|escalated|paged|pulled|entered|caused|mistyped";
