// A silence of a loud rule goes with a promise: an action with a ticket, whose link stands in the silence's comment.
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { openLink } from '../../store/commands';
import { useUi } from '../../store/ui';
import { rich } from '../../ui/rich';
import { ticketMark } from '../actions/action-words';
import styles from './dialogs.module.css';
import shared from './incident.module.css';
import type { SilenceTicket } from './use-silence-ticket';

const WEEK_MS = 7 * 86_400_000;
const LENGTH = 'YYYY-MM-DD'.length;

interface Props {
  readonly rule: string;
  readonly ticket: SilenceTicket;
  /** Only the action was wanted: there is no tracker to push it to. */
  onWritten(action: string): void;
}

export function SilenceTicketPart({ rule, ticket, onWritten }: Props) {
  const [text, setText] = useState(msg`Make ${rule} worth a page, or take it away; until then it is silenced`);
  const [due, setDue] = useState(() => new Date(Date.now() + WEEK_MS).toISOString().slice(0, LENGTH));
  if (ticket.action !== null) return <Made ticket={ticket} />;
  const make = async (tracker: string | null): Promise<void> => {
    const id = await ticket.make(text.trim(), due, tracker);
    if (id !== null && tracker === null) onWritten(id);
  };
  const common = { size: 'compact-sm', variant: 'default', disabled: text.trim() === '', loading: ticket.isMaking } as const;
  return (
    <section className={styles.preview} aria-label={msg`Ticket`}>
      <b>{msg`First the ticket: its link goes into the comment.`}</b>
      <TextInput
        mt={6}
        label={msg`What is to be done`}
        value={text}
        maxLength={2_000}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <TextInput my={6} label={msg`Due`} type="date" value={due} onChange={(event) => setDue(event.currentTarget.value)} />
      <div className={styles.end}>
        {ticket.trackers.map(({ id, name }) => (
          <Button key={id} {...common} onClick={() => void make(id)}>
            {rich`Make the ticket in ${revealLine(name)}`}
          </Button>
        ))}
        {ticket.isKnown && ticket.trackers.length === 0 && (
          <>
            <span className={styles.quiet}>{msg`No tracker is set up: it becomes an action on the board.`}</span>
            <Button {...common} onClick={() => void make(null)}>{msg`Write the action down`}</Button>
          </>
        )}
      </div>
    </section>
  );
}

function Made({ ticket: { action, url } }: { readonly ticket: SilenceTicket }) {
  return (
    <section className={styles.preview} aria-label={msg`Ticket`} aria-live="polite">
      {url !== null ? (
        <span>
          {msg`Ticket`}{' '}
          <button type="button" className={shared.link} onClick={() => void openLink(url)}>
            {revealLine((action && ticketMark(action)?.word) ?? url)}
          </button>
          {msg`; its link stands in the comment.`}
        </span>
      ) : action?.push ? (
        <span>
          {rich`The ticket is not there yet${action.push.why === '' ? '' : `: ${revealLine(action.push.why)}`}.`}{' '}
          <button type="button" className={shared.link} onClick={() => useUi.getState().go('outbox')}>{msg`See the outbox`}</button>
        </span>
      ) : (
        msg`The action is on the board; the comment names it.`
      )}
    </section>
  );
}
