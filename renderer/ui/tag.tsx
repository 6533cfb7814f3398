// A small word beside other words: a source, a mark, a state.
import type { ReactNode } from 'react';

export type TagTone = 'neutral' | 'security' | 'unsure' | 'bad' | 'good';

export function Tag({ children, tone = 'neutral', title }: { children: ReactNode; tone?: TagTone; title?: string }) {
  return (
    <span className={`tag tag-${tone}`} title={title}>
      {children}
    </span>
  );
}
