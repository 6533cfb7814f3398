// Who else has this text before them, by name; a click goes to where that one is.
import { EditorView } from '@codemirror/view';
import { useId, useSyncExternalStore } from 'react';
import { revealLine } from '../../../../shared/domain/reveal-text';
import { msg } from '../../../../shared/words/words';
import { rich } from '../../../ui/rich';
import type { PresenceSeams } from '../seams';
import { hueOf } from './hues';
import styles from './people.module.css';
import { placeOfPerson } from './people-layer';

interface Props {
  readonly presence: PresenceSeams;
  readonly view: EditorView;
}

const SHOWN = 5;

export function PeopleLine({ presence, view }: Props) {
  const others = useSyncExternalStore(presence.subscribe, presence.now);
  const label = useId();
  if (others.length === 0) return null;
  const go = (desk: string): void => {
    const at = placeOfPerson(view, desk);
    if (at !== null) view.dispatch({ effects: EditorView.scrollIntoView(at, { y: 'center' }) });
    view.focus();
  };
  return (
    <div className={styles.line}>
      <span id={label}>{msg`Also here:`}</span>
      <ul className={styles.people} aria-labelledby={label}>
        {others.slice(0, SHOWN).map(({ desk, name, person, cursor }) => (
          <li key={desk}>
            <button
              type="button"
              className={styles.person}
              title={`${revealLine(name)}${cursor ? msg`: show where` : ''}`}
              onClick={() => go(desk)}
            >
              <span aria-hidden className={styles.dot} data-hue={hueOf(desk)} />
              {revealLine(person || name)}
            </button>
          </li>
        ))}
        {others.length > SHOWN && <li>{rich`and ${others.length - SHOWN} more`}</li>}
      </ul>
    </div>
  );
}
