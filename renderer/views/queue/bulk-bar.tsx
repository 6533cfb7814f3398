// Acts on all checked incidents at once.
import { msg } from '../../../shared/words/words';
import { KEY_BINDINGS } from '../../keys';
import { useUi } from '../../store/ui';
import { KeyHint } from '../../ui/kbd';
import { rich } from '../../ui/rich';

const ACTS = ['acknowledge', 'snooze', 'resolve', 'severity', 'merge', 'close'] as const;

export function BulkBar() {
  const count = useUi((state) => state.checkedIds.size);
  if (count === 0) return null;
  return (
    <div className="bulk" role="toolbar" aria-label={msg`Acts on checked incidents`}>
      <b aria-live="polite">{rich`${count} checked`}</b>
      {ACTS.map((id) => {
        const binding = KEY_BINDINGS.find((one) => one.id === id);
        if (!binding || (id === 'merge' && count < 2)) return null;
        return (
          <button key={id} type="button" className="chip" onClick={binding.act}>
            {binding.label}
            <KeyHint command={id} />
          </button>
        );
      })}
      <button type="button" className="chip" onClick={() => useUi.getState().setChecked([])}>
        {msg`Clear`}
        <KeyHint command="back" />
      </button>
    </div>
  );
}
