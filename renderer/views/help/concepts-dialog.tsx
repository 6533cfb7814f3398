// F1: what the words of the view behind it mean, then all others.
import { Modal } from '@mantine/core';
import { Fragment } from 'react';
import { msg } from '../../../shared/words/words';
import { useUi } from '../../store/ui';
import { useReturnFocus } from '../palette/return-focus';
import { CONCEPTS, type Concept } from './concepts';
import styles from './concepts.module.css';

/** Shown by the frame while the dialog is of kind `concepts`. */
export function ConceptsDialog() {
  const close = useUi((state) => state.closeDialog);
  const view = useUi((state) => state.view);
  useReturnFocus();
  const isHere = ({ views }: Concept): boolean => views.includes(view);
  return (
    <Modal opened onClose={close} size={680} title={msg`What the words mean`} closeButtonProps={{ 'aria-label': msg`Close` }}>
      <Terms title={msg`In this view`} concepts={CONCEPTS.filter(isHere)} />
      <Terms title={msg`Elsewhere`} concepts={CONCEPTS.filter((concept) => !isHere(concept))} />
    </Modal>
  );
}

function Terms({ title, concepts }: { readonly title: string; readonly concepts: readonly Concept[] }) {
  return (
    <section aria-label={title} className={styles.group}>
      <h3>{title}</h3>
      <dl>
        {concepts.map(({ term, says }) => (
          <Fragment key={term}>
            <dt>{term}</dt>
            <dd>{says}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}
