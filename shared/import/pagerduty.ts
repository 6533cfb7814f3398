// An account of PagerDuty as a feed, people, schedules, escalation policies and audiences. Pure; PagerDuty goes on paging until somebody ends it
// there, so policies come switched off. API facts: developer.pagerduty.com, REST v2, users, schedules, escalation policies, services.
import { oneLine } from '../domain/plain-text';
import type { Settings } from '../settings';
import { timeZone } from '../settings/fields';
import type { Person, ScheduleSettings } from '../settings/team';
import type { Audience, EscalationPolicy } from '../settings/telling';
import { type Loose, listOf, objectOf, textOf } from './alertmanager-receivers';
import { EMPTY_PLAN, type ImportNote, type ImportPlan, idFrom, ownName } from './plan';

/** Lists as the API gives them; `lacking`: those that the account’s plan does not have. */
export interface PagerDutyAccount {
  readonly users: readonly unknown[];
  readonly schedules: readonly unknown[];
  readonly policies: readonly unknown[];
  readonly services: readonly unknown[];
  readonly lacking: readonly string[];
}

/** Addresses of the API; '' of `other` where it is the region’s own. */
export interface PagerDutyPlace {
  readonly region: 'US' | 'EU';
  readonly other: string;
}

const MOST_STEPS = 20;
const MOST_MINUTES = 1440;
const MOST_SERVICES = 300;
const MOST_POLICIES = 50;
const MOST_SCHEDULES = 100;
const MOST_PEOPLE = 1000;

const nameOf = (row: Loose, max = 60): string =>
  [row.name, row.summary, row.id].map((text) => oneLine(textOf(text), max)).find((text) => text !== '') ?? 'unnamed';
const listed = (rows: readonly unknown[]): Loose[] => rows.map(objectOf).filter((row) => textOf(row.id) !== '');

export function planPagerDuty(account: PagerDutyAccount, place: PagerDutyPlace, settings: Settings): ImportPlan {
  return new Taking(account, place, settings).plan();
}

class Taking {
  private readonly notes: ImportNote[] = [];
  private readonly account: PagerDutyAccount;
  private readonly place: PagerDutyPlace;
  private readonly settings: Settings;
  /** Ids of the settings by those of PagerDuty. */
  private readonly personOf = new Map<string, string>();
  private readonly scheduleOf = new Map<string, string>();

  constructor(account: PagerDutyAccount, place: PagerDutyPlace, settings: Settings) {
    this.account = account;
    this.place = place;
    this.settings = settings;
  }

  plan(): ImportPlan {
    const people = this.people();
    const schedules = this.schedules();
    const { policies, audiences } = this.policies();
    this.otherParts();
    return { ...EMPTY_PLAN, feeds: [this.feed()], people, schedules, policies, audiences, notes: this.notes };
  }

  private feed(): ImportPlan['feeds'][number] {
    const { region, other } = this.place;
    return {
      ...{ id: 'pagerduty', kind: 'pagerduty', name: 'PagerDuty', isEnabled: true, watchedBy: 'desk' as const },
      ...{ intervalSeconds: 30, failAfterSeconds: 120, clearAfterSeconds: 3, heartbeat: '', heartbeatMinutes: 0, canaryMinutes: 0 },
      config: { region, ...(other !== '' && { url: other }) },
    };
  }

  /** Who is among the people already, by name, stays as they are. */
  private people(): Person[] {
    const there = new Map(this.settings.people.map(({ name, id }) => [name.toLowerCase(), id]));
    const ids = new Set(this.settings.people.map(({ id }) => id));
    const mail = this.settings.channels.find(({ kind }) => kind === 'email')?.id;
    const people: Person[] = [];
    for (const user of listed(this.account.users)) {
      const name = nameOf(user);
      const known = there.get(name.toLowerCase());
      if (known === undefined && people.length >= MOST_PEOPLE - this.settings.people.length) {
        this.leave(`person ${name}`, 'this person', `the settings hold ${MOST_PEOPLE} people`);
        continue;
      }
      const id = known ?? ownName(idFrom(name, 'person'), ids, '-');
      this.personOf.set(textOf(user.id), id);
      if (known !== undefined) continue;
      there.set(name.toLowerCase(), id);
      const zone = timeZone.safeParse(textOf(user.time_zone));
      const address = oneLine(textOf(user.email), 300);
      const reach = mail !== undefined && address !== '' ? [{ channel: mail, address }] : [];
      people.push({ id, name, timeZone: zone.success ? zone.data : '', reach });
    }
    if (people.length > 0 && mail === undefined)
      this.leave(
        'people',
        'their e-mail addresses',
        'no e-mail channel is among the settings yet; add one, then say under People where they are reached',
      );
    if (people.length > 0) this.leave('people', 'phone numbers and notification rules', 'PagerDuty goes on calling and texting');
    return people;
  }

  /** A schedule stays PagerDuty’s: it is asked there who is on call. */
  private schedules(): ScheduleSettings[] {
    const there = new Map(this.settings.schedules.map(({ id, from }) => [from.kind === 'pagerduty' ? from.schedule : '', id]));
    const ids = new Set(this.settings.schedules.map(({ id }) => id));
    const made: ScheduleSettings[] = [];
    for (const row of listed(this.account.schedules)) {
      const [key, name] = [textOf(row.id), nameOf(row)];
      const known = there.get(key);
      if (known !== undefined) {
        this.scheduleOf.set(key, known);
        this.leave(`schedule ${name}`, 'this schedule', 'it is there already');
      } else if (this.settings.schedules.length + made.length >= MOST_SCHEDULES) {
        this.leave(`schedule ${name}`, 'this schedule', `the settings hold ${MOST_SCHEDULES} of them`);
      } else {
        const id = ownName(idFrom(name, 'schedule'), ids, '-');
        this.scheduleOf.set(key, id);
        const baseUrl = this.place.other || (this.place.region === 'EU' ? 'https://api.eu.pagerduty.com' : '');
        made.push({ id, name, from: { kind: 'pagerduty', schedule: key.slice(0, 200), baseUrl } });
      }
    }
    return made;
  }

  private policies(): { policies: EscalationPolicy[]; audiences: Audience[] } {
    const policies: EscalationPolicy[] = [];
    const audiences: Audience[] = [];
    const names = new Set(this.settings.escalation.policies.map(({ name }) => name));
    const ids = new Set(this.settings.escalation.policies.map(({ id }) => id));
    const audienceIds = new Set(this.settings.audiences.map(({ id }) => id));
    for (const row of listed(this.account.policies)) {
      const name = oneLine(`PagerDuty: ${nameOf(row)}`, 60);
      const services = this.servicesOf(textOf(row.id));
      const { steps, members } = this.steps(row, name);
      const why = names.has(name)
        ? 'it is there already'
        : services.length === 0
          ? 'no service uses it'
          : steps.length === 0
            ? 'nobody of it is known'
            : policies.length >= MOST_POLICIES
              ? `only ${MOST_POLICIES} are taken over at once`
              : '';
      if (why !== '') {
        this.leave(`policy ${name}`, 'this policy', why);
        continue;
      }
      names.add(name);
      const id = ownName(idFrom(nameOf(row), 'pagerduty'), ids, '-');
      const matchers = [`service_id=~"${services.slice(0, MOST_SERVICES).join('|')}"`];
      policies.push({ id, name, isEnabled: false, when: { matchers, severityAtLeast: 5, isSecurity: null }, steps });
      audiences.push({ id: ownName(idFrom(nameOf(row), 'pagerduty'), audienceIds, '-'), name, members });
      if (services.length > MOST_SERVICES)
        this.leave(`policy ${name}`, `${services.length - MOST_SERVICES} of its services`, 'one rule names no more');
    }
    if (policies.length > 0)
      this.leave('escalation policies', 'that they are in force', 'PagerDuty escalates already; switch one on when Dogwatch is to do it');
    return { policies, audiences };
  }

  private servicesOf(policy: string): string[] {
    return listed(this.account.services)
      .filter((service) => textOf(objectOf(service.escalation_policy).id) === policy)
      .map((service) => textOf(service.id))
      .filter((id) => /^[A-Za-z0-9]{1,40}$/.test(id));
  }

  /** Levels become steps: each waits as long as all before it together. */
  private steps(row: Loose, name: string): { steps: EscalationPolicy['steps']; members: Audience['members'] } {
    const steps: EscalationPolicy['steps'] = [];
    const members = new Map<string, Audience['members'][number]>();
    let afterMinutes = 0;
    for (const level of listOf(row.escalation_rules).map(objectOf)) {
      for (const target of listOf(level.targets).map(objectOf)) {
        const to = this.target(target);
        if (to === null) this.leave(`policy ${name}`, `“${nameOf(target)}” on it`, 'it is nobody that was taken over');
        else if (steps.length >= MOST_STEPS || afterMinutes > MOST_MINUTES)
          this.leave(`policy ${name}`, `“${nameOf(target)}” after ${afterMinutes} min`, `a policy has ${MOST_STEPS} steps within a day`);
        else {
          steps.push({ afterMinutes, does: 'tell-person', to: to.id });
          members.set(to.id, to.member);
        }
      }
      const delay = Number(textOf(level.escalation_delay_in_minutes));
      afterMinutes += delay > 0 ? delay : 0;
    }
    if (Number(textOf(row.num_loops)) > 0)
      this.leave(`policy ${name}`, `that it begins anew ${textOf(row.num_loops)} times`, 'a policy runs once here');
    return { steps, members: [...members.values()].slice(0, 100) };
  }

  private target({ id, type }: Loose): { id: string; member: Audience['members'][number] } | null {
    const isSchedule = textOf(type).startsWith('schedule');
    const known = (isSchedule ? this.scheduleOf : this.personOf).get(textOf(id));
    if (known === undefined) return null;
    return { id: known, member: isSchedule ? { schedule: known } : { person: known } };
  }

  private otherParts(): void {
    for (const list of this.account.lacking) this.leave('the account', list, 'its plan does not have them');
    for (const service of listed(this.account.services)) {
      const about = `service ${nameOf(service)}`;
      if (textOf(service.status) === 'disabled')
        this.leave(about, 'that it is switched off', 'the feed shows what is open there all the same');
      if (textOf(objectOf(service.incident_urgency_rule).type) === 'use_support_hours')
        this.leave(about, 'its support hours', 'PagerDuty goes on setting the urgency by them');
    }
    this.leave('the account', 'event rules, orchestrations, maintenance windows, teams and status pages', 'PagerDuty goes on with them');
    this.leave('the feed', 'who acknowledges', 'with a key of the account, put “Your e-mail at PagerDuty” into the feed');
  }

  private leave(about: string, what: string, why: string): void {
    this.notes.push({ about, what, why });
  }
}
