// `?`: every key of the console, made from the one key table, on a page that can be printed.
import { Button, Modal } from '@mantine/core';
import { Fragment } from 'react';
import { msg } from '../../../shared/words/words';
import { KEY_BINDINGS, type KeyBinding, shownKey } from '../../keys';
import { useUi } from '../../store/ui';
import { useReturnFocus } from '../palette/return-focus';
import styles from './help.module.css';
import { keyGroups } from './key-groups';

/** Shown by the frame while the dialog is of kind `help`. */
export function HelpDialog() {
  const close = useUi((state) => state.closeDialog);
  useReturnFocus();
  return (
    <Modal
      opened
      onClose={close}
      size={760}
      title={msg`Keys`}
      closeButtonProps={{ 'aria-label': msg`Close` }}
      classNames={{ content: styles.content ?? '' }}
    >
      <div className={styles.columns}>
        {keyGroups(KEY_BINDINGS).map((group) => (
          <section key={group.title} aria-label={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.bindings.map((binding) => (
                <Fragment key={binding.id}>
                  <dt>
                    <Keys binding={binding} />
                  </dt>
                  <dd>{binding.label}</dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className={styles.foot}>
        <p>{msg`Keys of one letter rest while you type. Acts go to the checked incidents, else to the selected one.`}</p>
        <Button variant="default" onClick={() => window.print()}>{msg`Print`}</Button>
      </div>
    </Modal>
  );
}

function Keys({ binding }: { readonly binding: KeyBinding }) {
  return binding.keys.map((key, index) => (
    <Fragment key={key}>
      {index > 0 && <span className={styles.or}> {msg`or`} </span>}
      <kbd className="kbd">{shownKey(key)}</kbd>
    </Fragment>
  ));
}
