// What the desk says of itself about its log: damage found, no good backup for days, events that are gone. Told as alerts of our own, so
// that they page, are acknowledged and end as anything else does.
import type { BackupTrouble } from '../../shared/contract/backups';
import type { AlertData } from '../../shared/domain/alert';
import type { Sighting } from '../../shared/feed';
import { OWN_FEED } from '../../shared/log/decide/context';
import { msg } from '../../shared/words/words';
import type { Desk } from './desk';

export interface UpkeepAlertsDeps {
  readonly desk: Desk;
  readonly now: () => number;
  /** Our own alerts. */
  readonly speak: (sightings: readonly Sighting[]) => void;
}

const DAMAGED = 'upkeep:damaged';
const NO_BACKUP = 'upkeep:no-backup';

export class UpkeepAlerts {
  private readonly deps: UpkeepAlertsDeps;

  constructor(deps: UpkeepAlertsDeps) {
    this.deps = deps;
  }

  /** How the last backup went; null: well, and what was told is taken back. `isLong`: there has been no good one for days. */
  backup(trouble: BackupTrouble | null, isLong: boolean): void {
    const wanted = new Map<string, Sighting>();
    if (trouble?.kind === 'damaged') wanted.set(DAMAGED, this.say(DAMAGED, 'LogDamaged', trouble, 'critical'));
    else if (trouble && isLong) wanted.set(NO_BACKUP, this.say(NO_BACKUP, 'NoBackup', trouble, 'warning'));
    // A failed attempt proves nothing about damage that was found before.
    const ended = trouble && trouble.kind !== 'damaged' ? [] : [DAMAGED, NO_BACKUP].filter((key) => !wanted.has(key));
    this.tell([
      ...[...wanted.values()].filter(({ key }) => !this.firing(key)),
      ...ended.flatMap((key) => {
        const alert = this.firing(key);
        return alert ? [{ ...alert, state: 'resolved' as const }] : [];
      }),
    ]);
  }

  /** Acknowledged events are gone: it stays told until a person ends it. */
  lost(events: number, lastSeq: number): void {
    const what = `The log lost its last ${events === 1 ? 'event' : `${events} events`}: it ends with event ${lastSeq}.`;
    const remedy = msg`Its write-ahead file was cut off or taken away while Dogwatch was closed. Look at the disk; what the sources still tell is taken in again.`;
    this.tell([this.say(`upkeep:lost:${lastSeq}:${events}`, 'LogCutOff', { what, remedy }, 'critical')]);
  }

  private tell(sightings: readonly Sighting[]): void {
    if (sightings.length > 0) this.deps.desk.writes.attempt(() => this.deps.speak(sightings));
  }

  private firing(key: string): AlertData | undefined {
    for (const { row, alerts } of this.deps.desk.state.incidents.values()) {
      if (!row.feeds.includes(OWN_FEED)) continue;
      for (const alert of alerts.values()) if (alert.feed === OWN_FEED && alert.isFiring && alert.key === key) return alert;
    }
    return undefined;
  }

  private say(
    key: string,
    name: string,
    { what, remedy }: Pick<BackupTrouble, 'what' | 'remedy'>,
    severity: 'critical' | 'warning',
  ): Sighting {
    const labels = { alertname: name, service: 'dogwatch', severity };
    return {
      ...{ key, state: 'firing', name, summary: what, labels, annotations: { remedy }, severity },
      ...{ startsAt: this.deps.now(), suppression: null, link: null },
    } as const;
  }
}
