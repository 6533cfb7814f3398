// A row of settings that are about this machine: the same look as the shared ones, with any control.
import type { ReactNode } from 'react';
import styles from './settings.module.css';

interface MachineRowProps {
  readonly label: string;
  readonly hint: ReactNode;
  readonly htmlFor?: string;
  readonly error?: string | undefined;
  readonly children: ReactNode;
}

export function MachineRow({ label, hint, htmlFor, error, children }: MachineRowProps) {
  return (
    <div className={styles.row}>
      <div>
        {htmlFor === undefined ? (
          <span className={styles.label}>{label}</span>
        ) : (
          <label className={styles.label} htmlFor={htmlFor}>
            {label}
          </label>
        )}
        <div className={styles.hint}>{hint}</div>
      </div>
      <div className={styles.control}>
        {children}
        {error !== undefined && (
          <p role="alert" className={styles.error}>
            {error}
          </p>
        )}
      </div>
    </div>
  );
}
