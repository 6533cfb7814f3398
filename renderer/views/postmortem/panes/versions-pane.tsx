// The versions of the document: read, compared with what stands there now, and brought back.
import { Button } from '@mantine/core';
import { msg } from '../../../../shared/words/words';
import { rich } from '../../../ui/rich';
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
    <section aria-label={msg`Versions`} className={styles.pane}>
      <h3 className={styles.paneTitle}>{rich`Versions${versions.length > 0 && ` · ${versions.length}`}`}</h3>
      {versions.length === 0 && (
        <p className={styles.quiet}>{msg`One is kept five minutes after the last edit, before review, and when you save one.`}</p>
      )}
      <ul className={styles.list}>
        {versions.map((version) => (
          <li key={version.id} className={styles.version}>
            <span title={exactTime(version.at)}>
              {wallTime(version.at)} {version.by}
            </span>
            <span className={styles.quiet}>{version.note}</span>
            <span className={styles.acts}>
              <Button
                size="compact-xs"
                variant="default"
                aria-label={msg`Show ${wallTime(version.at)}`}
                onClick={() => onShow(version)}
              >{msg`Show`}</Button>
              <Button
                size="compact-xs"
                variant="default"
                aria-label={msg`Compare with ${wallTime(version.at)}`}
                onClick={() => onCompare(version)}
              >{msg`Compare`}</Button>
              {canEdit && (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={msg`Restore ${wallTime(version.at)}`}
                  onClick={() => onRestore(version.id)}
                >{msg`Restore`}</Button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
