// "Last time this happened": the most similar past incidents, how each ended, and why they count as similar.
import type { LastTime as Past } from '../../../shared/contract/postmortem-draft';
import { revealLine } from '../../../shared/domain/reveal-text';
import { lengthWords } from '../../../shared/rules/incident-times';
import { msg } from '../../../shared/words/words';
import { useUi } from '../../store/ui';
import { Age } from '../../ui/age';
import { rich } from '../../ui/rich';
import shared from '../incident/incident.module.css';
import styles from './similar.module.css';
import { useSimilar } from './use-similar';

export function LastTime({ id }: { readonly id: string }) {
  const { similar, error, retry } = useSimilar(id);
  if (error)
    return (
      <span role="status">
        {error.what} <button type="button" className={shared.link} onClick={retry}>{msg`Look again`}</button>
      </span>
    );
  if (similar === null) return <span aria-busy="true">{msg`Looking through the past…`}</span>;
  if (similar.length === 0) return <>{msg`Nothing like it on record.`}</>;
  return (
    <ul className={styles.list}>
      {similar.map((one) => (
        <Line key={one.id} past={one} />
      ))}
    </ul>
  );
}

function Line({ past }: { readonly past: Past }) {
  const took = past.resolvedAfterMs === null ? msg`not resolved` : msg`took ${lengthWords(past.resolvedAfterMs)}`;
  const ended = [past.resolvedWhy, past.lastNote && msg`note: ${past.lastNote}`, past.runbook && msg`runbook: ${past.runbook}`]
    .filter(Boolean)
    .join(' · ');
  return (
    <li>
      <button type="button" className={shared.link} onClick={() => useUi.getState().showIncident(past.id)}>
        {rich`INC-${past.number}`}
      </button>{' '}
      {rich`SEV${past.severity},`} <Age at={past.openedAt} className="" /> {rich`ago, ${took}`}
      {past.isRestricted ? (
        <small>{msg`Restricted to those who need to know.`}</small>
      ) : (
        <span className={styles.ended}>{revealLine(ended)}</span>
      )}
      {past.why !== '' && <small>{revealLine(past.why)}</small>}
    </li>
  );
}
