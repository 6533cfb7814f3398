// One line for the time when nobody watched: what happened meanwhile and what is still open.
import { Moon } from 'lucide-react';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { useDesk } from '../../store/desk';
import { rich } from '../../ui/rich';
import { exactTime, shortDuration, wallTime } from '../../ui/time-words';
import { tellError } from '../../ui/toasts';

async function dismiss(): Promise<void> {
  const reply = await callEngine('dismiss-absence', {});
  if (!reply.ok) tellError(reply.error);
}

export function AbsenceReceipt() {
  const absence = useDesk((state) => state.status?.absence ?? null);
  if (!absence) return null;
  const { from, to, fired, cleared, stillOpen } = absence;
  return (
    <section className="absence" aria-label={msg`While nobody watched`}>
      <Moon size={14} aria-hidden />
      <span title={msg`${exactTime(from)} to ${exactTime(to)}`}>
        {msg`Away`}{' '}
        <b>
          {wallTime(from)}–{wallTime(to)}
        </b>{' '}
        {rich`(${shortDuration(to - from)}): ${fired} fired, ${cleared} cleared by themselves,`} <b>{rich`${stillOpen} still open`}</b>
      </span>
      <button type="button" className="chip" onClick={() => void dismiss()}>{msg`Dismiss`}</button>
    </section>
  );
}
