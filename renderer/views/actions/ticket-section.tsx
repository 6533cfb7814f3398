// The ticket of an action: made by the outbox, followed from then on.
import { Button } from '@mantine/core';
import type { ActionView, TrackerView } from '../../../shared/contract/actions';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { openLink } from '../../store/commands';
import { useUi } from '../../store/ui';
import { rich } from '../../ui/rich';
import { Tag } from '../../ui/tag';
import { showSection } from '../settings/settings-place';
import { pushActions } from './action-acts';
import { ticketMark } from './action-words';
import styles from './actions.module.css';

interface Props {
  readonly action: ActionView;
  readonly trackers: readonly TrackerView[];
}

export function TicketSection({ action, trackers }: Props) {
  const mark = ticketMark(action);
  return (
    <section className={styles.part} aria-label={msg`Ticket`}>
      <h3>{msg`Ticket`}</h3>
      {mark && (
        <p>
          <Tag tone={mark.tone}>{revealLine(mark.word)}</Tag>{' '}
          {action.ticket ? (
            <button
              type="button"
              className={styles.link}
              onClick={() => action.ticket && void openLink(action.ticket.url)}
            >{msg`Open it`}</button>
          ) : (
            <button type="button" className={styles.link} onClick={() => useUi.getState().go('outbox')}>{msg`See the outbox`}</button>
          )}
        </p>
      )}
      {mark === null && (action.standing === 'done' || action.standing === 'dropped') && <p className={styles.mute}>{msg`It has none.`}</p>}
      {mark === null && action.state !== 'done' && action.state !== 'dropped' && <Push action={action} trackers={trackers} />}
    </section>
  );
}

function Push({ action, trackers }: Props) {
  if (trackers.length === 0)
    return (
      <p className={styles.mute}>
        {msg`No tracker is set up.`}{' '}
        <button
          type="button"
          className={styles.link}
          onClick={() => {
            showSection('trackers');
            useUi.getState().go('settings');
          }}
        >{msg`Set up GitHub, GitLab or Jira`}</button>
      </p>
    );
  return (
    <>
      {action.isRestricted && (
        <p className={styles.mute}>{msg`The incident is restricted: the ticket waits for your yes and names its number only.`}</p>
      )}
      <div className={styles.buttons}>
        {trackers.map((tracker) => (
          <Button key={tracker.id} size="compact-xs" variant="default" onClick={() => void pushActions([action.id], tracker.id)}>
            {rich`Push to ${tracker.name}`}
          </Button>
        ))}
      </div>
    </>
  );
}
