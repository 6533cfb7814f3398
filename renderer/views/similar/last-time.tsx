// "Last time this happened": the most similar past incidents, how each ended, and why they count as similar.
import type { LastTime as Past } from '../../../shared/contract/postmortem-draft';
import { revealLine } from '../../../shared/domain/reveal-text';
import { lengthWords } from '../../../shared/rules/incident-times';
import { useUi } from '../../store/ui';
import { Age } from '../../ui/age';
import shared from '../incident/incident.module.css';
import styles from './similar.module.css';
import { useSimilar } from './use-similar';

export function LastTime({ id }: { readonly id: string }) {
  const { similar, error, retry } = useSimilar(id);
  if (error)
    return (
      <span role="status">
        {error.what}{' '}
        <button type="button" className={shared.link} onClick={retry}>
          Look again
        </button>
      </span>
    );
  if (similar === null) return <span aria-busy="true">Looking through the past…</span>;
  if (similar.length === 0) return <>Nothing like it on record.</>;
  return (
    <ul className={styles.list}>
      {similar.map((one) => (
        <Line key={one.id} past={one} />
      ))}
    </ul>
  );
}

function Line({ past }: { readonly past: Past }) {
  const took = past.resolvedAfterMs === null ? 'not resolved' : `took ${lengthWords(past.resolvedAfterMs)}`;
  const ended = [past.resolvedWhy, past.lastNote && `note: ${past.lastNote}`, past.runbook && `runbook: ${past.runbook}`]
    .filter(Boolean)
    .join(' · ');
  return (
    <li>
      <button type="button" className={shared.link} onClick={() => useUi.getState().showIncident(past.id)}>
        INC-{past.number}
      </button>{' '}
      SEV{past.severity}, <Age at={past.openedAt} className="" /> ago, {took}
      {past.isRestricted ? <small>Restricted to those who need to know.</small> : <span className={styles.ended}>{revealLine(ended)}</span>}
      {past.why !== '' && <small>{revealLine(past.why)}</small>}
    </li>
  );
}
