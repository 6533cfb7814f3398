// Sizes of labels, hints and complaints in forms made from a manifest: Mantine's own hints are too small to read at night.
import styles from './config-form.module.css';

export const INPUT_CLASSES = { description: styles.hint ?? '', error: styles.wrong ?? '' };

/** The complaint stands right under the control. */
export const INPUT_ORDER: ('label' | 'description' | 'input' | 'error')[] = ['label', 'description', 'input', 'error'];
