// Says in a few words how safe the text is.
import { msg } from '../../../shared/words/words';
import { shortDuration } from '../../ui/time-words';
import type { PostmortemEditorProps } from './seams';

export interface SaveWords {
  readonly words: string;
  readonly tone: 'calm' | 'unsure' | 'bad';
}

export function saveWords({ state, savedAt, what }: PostmortemEditorProps['save'], isOffline: boolean, now: number): SaveWords {
  switch (state) {
    case 'saving':
      return { words: msg`Saving…`, tone: 'calm' };
    case 'failed':
      return { words: msg`Not saved: ${what ?? msg`the log refused it`}. Copy your text before you close the window`, tone: 'bad' };
    case 'offline':
      return { words: msg`Not saved yet: the engine is starting again. Keep the window open`, tone: 'unsure' };
    case 'saved': {
      const age = savedAt === null || now - savedAt < 1_000 ? msg`just now` : msg`${shortDuration(now - savedAt)} ago`;
      return isOffline ? { words: msg`Offline · everything is saved here`, tone: 'unsure' } : { words: msg`Saved ${age}`, tone: 'calm' };
    }
  }
}
