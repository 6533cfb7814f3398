// What is said of pages before the first one.
import { msg } from '../words/words';

/** Why it is not known yet whether pages can be shown: no page was sent since the start. It is no trouble. */
export const NOT_TRIED = msg`Not tried yet.`;
