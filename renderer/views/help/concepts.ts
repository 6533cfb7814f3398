// What the words of the console mean, each in a few plain sentences, by the views where they stand. One table: F1 shows it.
import { msg } from '../../../shared/words/words';
import type { View } from '../../store/ui';

export interface Concept {
  readonly term: string;
  readonly says: string;
  /** Where it stands first; it is told elsewhere too. */
  readonly views: readonly View[];
}

export const CONCEPTS: readonly Concept[] = [
  {
    term: msg`Incident`,
    says: msg`What you work on: one or more alerts that belong together, with a number such as INC-42. It opens by itself, takes in what follows, and resolves when its alerts clear.`,
    views: ['queue'],
  },
  {
    term: msg`Alert`,
    says: msg`One condition at one source, such as a full disk of one machine. Alerts that differ in a label that tells them apart are never made one.`,
    views: ['queue', 'feeds'],
  },
  {
    term: msg`Severity, SEV1 to SEV5`,
    says: msg`How bad it is for users; SEV1 is the worst. Rules decide it, in order, and say why. What you choose by hand stays.`,
    views: ['queue', 'settings'],
  },
  {
    term: msg`A page`,
    says: msg`One attempt to get a person’s attention: a notification with a sound. The timeline says whether it was shown, and each incident says why it paged or did not.`,
    views: ['queue', 'on-call', 'settings'],
  },
  {
    term: msg`Acknowledge`,
    says: msg`“I have it”: it stops paging, on every desk of the team, and is told to the source where it takes that.`,
    views: ['queue'],
  },
  {
    term: msg`Snooze`,
    says: msg`Puts an incident away until a time; then it comes back by itself. When it gets worse it pages once more all the same.`,
    views: ['queue'],
  },
  {
    term: msg`Silence`,
    says: msg`Tells the source to hold alerts back for a time, for everybody. What it would have hidden in the last 30 days is shown before it is made.`,
    views: ['queue'],
  },
  {
    term: msg`Stages: detected to improving`,
    says: msg`Where an incident stands: detected, responding, resolving, closing, improving. It moves on by what is done. Open duties are asked about, and stop nothing.`,
    views: ['queue'],
  },
  {
    term: msg`Timeline`,
    says: msg`Everything that happened, written by itself as it happens. Notes and pins are yours; nothing can be changed afterwards without that showing.`,
    views: ['queue'],
  },
  {
    term: msg`Need to know`,
    says: msg`Of a restricted incident pages and messages name number and severity only, except to people who may know; in a team only their desks read what is written of it from then on. Security incidents begin that way, until a person lifts it.`,
    views: ['queue', 'outbox'],
  },
  {
    term: msg`Runbook`,
    says: msg`What to do about an alert, as Markdown in a folder or repository. It is found by the alert’s link, name or labels. Nothing in it runs before you have seen the command.`,
    views: ['runbooks', 'queue'],
  },
  {
    term: msg`On call`,
    says: msg`Who is paged now, by a rotation kept here or by a calendar. Times are those of this machine, and beside them those of the person.`,
    views: ['on-call', 'shift'],
  },
  {
    term: msg`Escalation`,
    says: msg`Who is paged next when nobody answers, and after how long. The ladder of an incident shows who was asked, who is next and when.`,
    views: ['on-call', 'settings'],
  },
  {
    term: msg`Shift`,
    says: msg`What one watch hands to the next: what is open, what waits, and a note. It leaves as one sealed file.`,
    views: ['shift'],
  },
  {
    term: msg`Quiet hours and what breaks through`,
    says: msg`When pages wait until the morning. Severities and security that you name come through all the same.`,
    views: ['settings'],
  },
  {
    term: msg`Storm`,
    says: msg`So many incidents at once that single pages would only be noise: one page tells them together and is brought up to date.`,
    views: ['queue', 'settings'],
  },
  {
    term: msg`Feed`,
    says: msg`One connection to a source of alerts. “Watching” means that it answered and was understood; when it can’t be trusted, the desk says that it is blind.`,
    views: ['feeds'],
  },
  {
    term: msg`Blind`,
    says: msg`A feed does not answer, or its answer makes no sense. Nothing counts as cleared meanwhile, and it is told like an incident.`,
    views: ['feeds', 'queue'],
  },
  {
    term: msg`Canary`,
    says: msg`A made-up alert that goes the whole way: to the source, back through the feed, to a page, and is cleared. “Proved 4 min ago” is its last success.`,
    views: ['feeds'],
  },
  {
    term: msg`Outbox`,
    says: msg`Everything on its way out: messages, tickets, acknowledgements. What can’t be sent now waits here and goes later, once.`,
    views: ['outbox'],
  },
  {
    term: msg`Audience`,
    says: msg`A group that hears about incidents, with its channels and how much it is told. Messages wait for your yes where the audience wants it.`,
    views: ['outbox', 'settings'],
  },
  {
    term: msg`Postmortem`,
    says: msg`What was learned, begun from the timeline. It is written offline, by several at once, and goes through a review before it is published.`,
    views: ['postmortems'],
  },
  {
    term: msg`Blameless check`,
    says: msg`Marks words that point at a person where a cause is meant, and offers others. It stops nothing.`,
    views: ['postmortems'],
  },
  {
    term: msg`Action`,
    says: msg`Something to be done so that it does not happen again: with an owner, a date and a kind. It can become a ticket, and is done when the ticket is.`,
    views: ['actions', 'postmortems'],
  },
  {
    term: msg`Guard`,
    says: msg`A check that proves an action. The action counts as done only while its check is green.`,
    views: ['actions'],
  },
  {
    term: msg`MTTA and MTTR`,
    says: msg`Mean time to acknowledge and to resolve. Drills are left out; each number opens the incidents behind it.`,
    views: ['insights'],
  },
  {
    term: msg`Noise`,
    says: msg`Pages that asked nothing of anybody: cleared by themselves, or called noise on closing. From each loud rule you can hold it back, raise it, or silence it with a ticket.`,
    views: ['insights', 'queue'],
  },
  {
    term: msg`Readiness`,
    says: msg`A score for each service: owner, runbooks, drills, policies that were reviewed. Every point says what would raise it.`,
    views: ['readiness'],
  },
  {
    term: msg`Drill`,
    says: msg`A rehearsed incident. It says DRILL everywhere and counts in no measure; the real feeds stay watched.`,
    views: ['readiness'],
  },
  {
    term: msg`Desk and space`,
    says: msg`A desk is one Dogwatch on one machine. Desks of a team share a space: one log, encrypted from end to end, over your own NATS.`,
    views: ['settings'],
  },
];
