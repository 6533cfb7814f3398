// The versions of the document: read, compared with what stands there now, and brought back.
import { Button } from '@mantine/core';
import { exactTime, wallTime } from '../../../ui/time-words';
import type { Version } from '../seams';
import styles from './panes.module.css';

interface Props {
  readonly versions: readonly Version[];
  readonly canEdit: boolean;
  onShow(version: Version): void;
  onCompare(version: Version): void;
  onRestore(id: string): void;
}

export function VersionsPane({ versions, canEdit, onShow, onCompare, onRestore }: Props) {
  return (
    <section aria-label="Versions" className={styles.pane}>
      <h3 className={styles.paneTitle}>Versions{versions.length > 0 && ` · ${versions.length}`}</h3>
      {versions.length === 0 && (
        <p className={styles.quiet}>One is kept five minutes after the last edit, before review, and when you save one.</p>
      )}
      <ul className={styles.list}>
        {versions.map((version) => (
          <li key={version.id} className={styles.version}>
            <span title={exactTime(version.at)}>
              {wallTime(version.at)} {version.by}
            </span>
            <span className={styles.quiet}>{version.note}</span>
            <span className={styles.acts}>
              <Button size="compact-xs" variant="default" aria-label={`Show ${wallTime(version.at)}`} onClick={() => onShow(version)}>
                Show
              </Button>
              <Button
                size="compact-xs"
                variant="default"
                aria-label={`Compare with ${wallTime(version.at)}`}
                onClick={() => onCompare(version)}
              >
                Compare
              </Button>
              {canEdit && (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`Restore ${wallTime(version.at)}`}
                  onClick={() => onRestore(version.id)}
                >
                  Restore
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
