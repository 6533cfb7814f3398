// One line for the time when nobody watched: what happened meanwhile and what is still open.
import { Moon } from 'lucide-react';
import { callEngine } from '../../bridge';
import { useDesk } from '../../store/desk';
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
    <section className="absence" aria-label="While nobody watched">
      <Moon size={14} aria-hidden />
      <span title={`${exactTime(from)} to ${exactTime(to)}`}>
        Away{' '}
        <b>
          {wallTime(from)}–{wallTime(to)}
        </b>{' '}
        ({shortDuration(to - from)}): {fired} fired, {cleared} cleared by themselves, <b>{stillOpen} still open</b>
      </span>
      <button type="button" className="chip" onClick={() => void dismiss()}>
        Dismiss
      </button>
    </section>
  );
}
