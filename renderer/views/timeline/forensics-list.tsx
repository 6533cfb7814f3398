// The checklist of a security incident: what to do, and what to leave alone, so that evidence survives the repair.
import type { EvidenceFacts } from '../../../shared/contract/evidence';
import { FORENSIC_DUTIES } from '../../../shared/domain/forensics';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { exactTime } from '../../ui/time-words';
import { tellError } from '../../ui/toasts';
import styles from './evidence.module.css';

/** '3 of 11 done'. */
export function forensicsCount({ done }: EvidenceFacts): string {
  return msg`${FORENSIC_DUTIES.filter(({ id }) => done.some(({ duty }) => duty === id)).length} of ${FORENSIC_DUTIES.length} done`;
}

async function tick(id: string, duty: string, isDone: boolean): Promise<void> {
  const reply = await callEngine('tick-forensics', { id, duty, isDone });
  if (!reply.ok) tellError(reply.error);
}

export function ForensicsList({ id, facts }: { readonly id: string; readonly facts: EvidenceFacts }) {
  return (
    <fieldset className={styles.forensics}>
      <legend>{msg`Forensics checklist`}</legend>
      {FORENSIC_DUTIES.map(({ id: duty, words }) => {
        const done = facts.done.find((one) => one.duty === duty);
        return (
          <label key={duty} className={styles.duty}>
            <input type="checkbox" checked={done !== undefined} onChange={(event) => void tick(id, duty, event.currentTarget.checked)} />
            <span>
              {words}
              {done && (
                <small>
                  {revealLine(done.by)}, {exactTime(done.at)}
                </small>
              )}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
