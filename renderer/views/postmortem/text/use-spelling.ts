// Turns the spell check of a view on and off. Dictionary and worker are loaded when it is turned on first.
import type { CompletionSource } from '@codemirror/autocomplete';
import { Facet } from '@codemirror/state';
import { useEffect, useRef } from 'react';
import type { PostmortemEditorProps } from '../seams';
import { spelling } from './create-view';
import type { TextView } from './use-text-view';

const suggestions = Facet.define<CompletionSource>();

/** Suggestions of the view's spell check, where it is on. */
export const spellSource: CompletionSource = (context) => context.state.facet(suggestions)[0]?.(context) ?? null;

type Props = Pick<PostmortemEditorProps, 'hasSpellCheck' | 'knownWords' | 'onKnowWord'>;

export function useSpelling(made: TextView | null, props: Props): void {
  const latest = useRef(props);
  latest.current = props;
  const { hasSpellCheck } = props;
  useEffect(() => {
    if (!made || !hasSpellCheck) return undefined;
    const { view } = made;
    let isGone = false;
    let close = (): void => {};
    const start = async (): Promise<void> => {
      const [{ openSpellClient }, { spellMarks, spellSuggestions }] = await Promise.all([
        import('../spell/spell-client'),
        import('../spell/spell-marks'),
      ]);
      if (isGone) return;
      const client = openSpellClient(latest.current.knownWords);
      close = client.close;
      const verdicts = new Map<string, boolean>();
      const source = spellSuggestions(client, verdicts, (word) => latest.current.onKnowWord(word));
      view.dispatch({ effects: spelling.reconfigure([spellMarks(client, verdicts), suggestions.of(source)]) });
    };
    void start();
    return () => {
      isGone = true;
      close();
      if (view.dom.isConnected) view.dispatch({ effects: spelling.reconfigure([]) });
    };
  }, [made, hasSpellCheck]);
}
