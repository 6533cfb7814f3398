// The runbook that fits, one key away: which one, and why it is taken to be the right one.
import type { IncidentRunbooks } from '../../../shared/contract/runbooks';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { Kbd } from '../../ui/kbd';
import shared from './incident.module.css';

interface Props {
  readonly runbooks: IncidentRunbooks;
  onOpen(): void;
}

/** The one that a person chose, else the best match; null: none fits. */
export function bestRunbook({ matches, work }: IncidentRunbooks): { readonly title: string; readonly why: string } | null {
  const chosen = work.attached.find((a) => a.runbook === work.current);
  return chosen ?? matches.find((m) => m.runbook === work.current) ?? matches[0] ?? null;
}

export function RunbookFact({ runbooks, onOpen }: Props) {
  const best = bestRunbook(runbooks);
  if (!best) return <>{msg`none fits yet`}</>;
  return (
    <>
      <button type="button" className={shared.link} onClick={onOpen}>
        {revealLine(best.title)}
      </button>{' '}
      <Kbd>Shift</Kbd> <Kbd>R</Kbd>
      <small>{revealLine(best.why)}</small>
    </>
  );
}
