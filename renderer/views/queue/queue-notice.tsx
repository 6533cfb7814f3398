// A strip over the column heads while what the list shows may be old. It covers the heads, so that no row moves.
import { EyeOff } from 'lucide-react';
import { useShallow } from 'zustand/react/shallow';
import { msg } from '../../../shared/words/words';
import { watchWords } from '../../frame/watch-words';
import { useDesk } from '../../store/desk';

export function QueueNotice() {
  const desk = useDesk(useShallow(({ connection, engineWhy, status }) => ({ connection, engineWhy, status })));
  const hasRows = useDesk((state) => state.rows.size > 0);
  const isBlind = desk.connection === 'engine-down' || desk.status?.state === 'blind';
  if (!hasRows || !isBlind) return null;
  const { words, why } = watchWords(desk);
  return (
    <div className="queue-notice" title={why}>
      <EyeOff size={13} aria-hidden />
      <span>{words}</span>
      <b>{msg`What you see may be old.`}</b>
    </div>
  );
}
