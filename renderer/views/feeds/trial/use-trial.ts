// The life of a trial: the source is asked once, then each edit of the preset is tried on that answer, a moment after the last key.
import { useEffect, useRef, useState } from 'react';
import type { FeedManifest } from '../../../../shared/feed';
import type { PresetTrial } from '../../../../shared/feed-trial';
import { msg } from '../../../../shared/words/words';
import { callEngine } from '../../../bridge';
import { readForm } from '../feed-form-model';
import type { FeedForm } from '../use-feed-form';

const AFTER_KEY_MS = 250;
const EMPTY: PresetTrial = { preset: '', answer: null, alerts: [], alertCount: 0, faults: [], refused: [], failure: null };

export interface Trial {
  readonly text: string;
  readonly trial: PresetTrial;
  readonly isAsking: boolean;
  edit(text: string): void;
  ask(): void;
}

/** The preset of a kind that is made of one can be changed here, but is not saved; else it is a field of the form. */
export function useTrial(manifest: FeedManifest, form: FeedForm): Trial {
  const isField = manifest.fields.some(({ name }) => name === 'preset');
  const [own, setOwn] = useState<string | null>(null);
  const [trial, setTrial] = useState(EMPTY);
  const [isAsking, setIsAsking] = useState(false);
  const last = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const answer = useRef<string | null>(null);
  const text = isField ? String(form.draft.config.preset ?? '') : (own ?? trial.preset);

  const run = async (tried: string | null, asks: boolean): Promise<void> => {
    const turn = ++last.current;
    const draft = { ...form.draft, name: form.draft.name.trim() || manifest.kind };
    const config = isField && tried !== null ? { ...draft.config, preset: tried } : draft.config;
    const read = readForm(manifest, { ...draft, config }, []);
    if (!read.ok && asks) {
      const what = Object.values(read.errors)[0] ?? msg`The form is not right.`;
      setTrial((before) => ({ ...before, failure: { what, remedy: msg`Go back to the form and fill in what is missing.` } }));
      return;
    }
    if (!read.ok) return;
    if (asks) setIsAsking(true);
    const kept = asks ? null : answer.current;
    const reply = await callEngine('try-preset', { feed: read.feed, secrets: read.secrets, asks, answer: kept, preset: tried });
    if (asks) setIsAsking(false);
    if (turn !== last.current) return;
    if (!reply.ok) return setTrial((before) => ({ ...before, failure: reply.error }));
    answer.current = reply.value.answer?.id ?? answer.current;
    // A preset that is wrong is tried on nothing: what the source said stays in view.
    setTrial((before) => ({ ...reply.value, answer: reply.value.answer ?? (asks ? null : before.answer) }));
  };
  const tried = isField ? text : own;
  const ask = (): void => void run(tried === '' ? null : tried, true);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when the pane opens
  useEffect(() => {
    ask();
    return () => {
      clearTimeout(timer.current);
      if (answer.current !== null) void callEngine('forget-answer', { answer: answer.current });
    };
  }, []);

  const edit = (next: string): void => {
    if (isField) form.edit({ ...form.draft, config: { ...form.draft.config, preset: next } });
    else setOwn(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void run(next, false), AFTER_KEY_MS);
  };
  return { text, trial, isAsking, edit, ask };
}
