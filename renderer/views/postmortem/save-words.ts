// Says in a few words how safe the text is.
import { shortDuration } from '../../ui/time-words';
import type { PostmortemEditorProps } from './seams';

export interface SaveWords {
  readonly words: string;
  readonly tone: 'calm' | 'unsure' | 'bad';
}

export function saveWords({ state, savedAt, what }: PostmortemEditorProps['save'], isOffline: boolean, now: number): SaveWords {
  switch (state) {
    case 'saving':
      return { words: 'Saving…', tone: 'calm' };
    case 'failed':
      return { words: `Not saved: ${what ?? 'the log refused it'}. Copy your text before you close the window`, tone: 'bad' };
    case 'offline':
      return { words: 'Not saved yet: the engine is starting again. Keep the window open', tone: 'unsure' };
    case 'saved': {
      const age = savedAt === null || now - savedAt < 1_000 ? 'just now' : `${shortDuration(now - savedAt)} ago`;
      return isOffline ? { words: 'Offline · everything is saved here', tone: 'unsure' } : { words: `Saved ${age}`, tone: 'calm' };
    }
  }
}
