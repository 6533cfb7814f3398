// The life of the feed form: typed, tested, saved. A save tests first; what was never tested well is saved only on a second word.
import { useState } from 'react';
import type { CallError, FeedTest } from '../../../shared/contract';
import type { FeedManifest } from '../../../shared/feed';
import { callEngine } from '../../bridge';
import { type FieldErrors, withoutMended } from '../../ui/config-form/config-draft';
import { saveFeed } from './feed-actions';
import { errorsFromWords, type FeedDraft, readForm } from './feed-form-model';

/** What the last test said about the form as it stood then. */
export type TestState =
  | { readonly state: 'none' }
  | { readonly state: 'running' }
  | { readonly state: 'told'; readonly test: FeedTest; readonly draft: FeedDraft }
  | { readonly state: 'failed'; readonly error: CallError };

export interface FeedForm {
  readonly draft: FeedDraft;
  readonly errors: FieldErrors;
  readonly test: TestState;
  readonly isSaving: boolean;
  /** The form as it stands was tested, and the source did not answer well. */
  readonly isKnownBad: boolean;
  edit(draft: FeedDraft): void;
  /** Both resolve to false when a field is wrong; its words are in `errors` then. */
  tryIt(): Promise<boolean>;
  save(): Promise<boolean>;
}

/** `onSaved` is called after the engine took the feed. `takenIds`: ids of all feeds there are. */
export function useFeedForm(manifest: FeedManifest, initial: FeedDraft, takenIds: readonly string[], onSaved: () => void): FeedForm {
  const [draft, setDraft] = useState(initial);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [test, setTest] = useState<TestState>({ state: 'none' });
  const [isSaving, setIsSaving] = useState(false);
  const isTested = test.state === 'told' && test.draft === draft;

  const complain = (next: FieldErrors): boolean => {
    setErrors(next);
    return Object.keys(next).length === 0;
  };
  const refused = (error: CallError): boolean => {
    const named = errorsFromWords(manifest, error.what);
    setTest('' in named ? { state: 'failed', error: { ...error, what: named[''] ?? error.what } } : { state: 'none' });
    return complain(Object.fromEntries(Object.entries(named).filter(([field]) => field !== '')));
  };
  const runTest = async (): Promise<{ isOk: boolean; isRight: boolean }> => {
    const read = readForm(manifest, draft, takenIds);
    if (!read.ok) return { isOk: false, isRight: complain(read.errors) };
    setErrors({});
    setTest({ state: 'running' });
    const reply = await callEngine('test-feed', { feed: read.feed, secrets: read.secrets });
    if (!reply.ok) return { isOk: false, isRight: refused(reply.error) };
    const named = reply.value.isOk ? {} : errorsFromWords(manifest, reply.value.words);
    if (Object.keys(named).some((field) => field !== '')) {
      setTest({ state: 'none' });
      return { isOk: false, isRight: complain(named) };
    }
    setTest({ state: 'told', test: reply.value, draft });
    return { isOk: reply.value.isOk, isRight: true };
  };
  const save = async (): Promise<boolean> => {
    const read = readForm(manifest, draft, takenIds);
    if (!read.ok) return complain(read.errors);
    setIsSaving(true);
    try {
      if (!isTested && read.feed.isEnabled) {
        const { isOk, isRight } = await runTest();
        if (!isOk) return isRight;
      }
      const error = await saveFeed(read.feed, read.secrets, draft.isNew);
      if (error) return refused(error);
      onSaved();
      return true;
    } finally {
      setIsSaving(false);
    }
  };

  return {
    draft,
    errors,
    test,
    isSaving,
    isKnownBad: isTested && !test.test.isOk,
    edit: (next) => {
      setDraft(next);
      setErrors((before) => withoutMended(before, draft, next));
    },
    tryIt: async () => (await runTest()).isRight,
    save,
  };
}
