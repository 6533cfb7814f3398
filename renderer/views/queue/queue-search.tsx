// The text filter. It looks through the rows at once and, by way of the engine, through the labels of their alerts.
import { ListFilter, X } from 'lucide-react';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { useUi } from '../../store/ui';
import { KeyHint } from '../../ui/kbd';

export function QueueSearch() {
  const text = useUi((state) => state.filter.text);
  const setText = (next: string): void => useUi.getState().setFilter({ text: next });
  return (
    <div className="queue-search">
      <ListFilter size={13} aria-hidden />
      <input
        type="text"
        aria-label={msg`Filter the queue`}
        placeholder={msg`Filter by any word or label=value`}
        data-focus="queue-search"
        spellCheck={false}
        autoComplete="off"
        maxLength={500}
        value={text}
        // The first question makes the engine gather the alerts' words: it has them before a word is typed.
        onFocus={() => void callEngine('match-alerts', { text: '' })}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && text !== '') setText('');
          else if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') leave();
          else return;
          event.preventDefault();
        }}
      />
      {text === '' ? (
        <KeyHint command="search" />
      ) : (
        <button type="button" className="queue-search-clear" aria-label={msg`Clear the filter`} onClick={() => setText('')}>
          <X size={13} aria-hidden />
        </button>
      )}
    </div>
  );
}

/** Goes from the field into the list, onto its first row if none is selected. */
function leave(): void {
  const { order, selectedId, select } = useUi.getState();
  document.querySelector<HTMLElement>('[data-focus="queue"]')?.focus();
  if (selectedId === null || !order.includes(selectedId)) select(order[0] ?? null);
}
