// Calls that try a preset: one answer of the source is kept, so that a mapping can be changed and tried on it without asking again.
import type { EngineValues, Reply } from '../../shared/contract';
import type { TrialAnswer } from '../../shared/feed-trial';
import type { FeedSettings } from '../../shared/settings';
import { msg } from '../../shared/words/words';
import type { Raw } from '../feeds/http-json/map';
import { faultsOf, textOfAnswer, tryPreset, wordsOf } from '../feeds/http-json/trial';
import { type AnyFeed, loadKind } from '../feeds/registry';
import type { FeedRunner } from '../feeds/runner';
import { done, type Handlers, refuse } from './gate';
import { secretNames } from './secret-names';
import type { SettingsBook } from './settings-book';

interface PresetCallDeps {
  readonly book: SettingsBook;
  readonly runner: Pick<FeedRunner, 'answer'>;
  readonly now: () => number;
  readonly newId: () => string;
}

interface Kept {
  readonly shown: TrialAnswer;
  readonly raw: Raw;
}

type Trial = EngineValues['try-preset'];

const GONE = { what: msg`The answer is not kept any more.`, remedy: msg`Ask the source again.` };
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function presetOf(kind: AnyFeed, feed: FeedSettings): string {
  const { preset } = feed.config;
  return kind.preset ?? (typeof preset === 'string' ? preset : '');
}

export function presetCalls({ book, runner, now, newId }: PresetCallDeps): Pick<Handlers, 'try-preset' | 'forget-answer'> {
  // One look at a time: a second one takes the place of the first.
  let kept: Kept | null = null;
  const trialOf = async (preset: string, from: Kept | null): Promise<Reply<Trial>> => {
    const tried = await tryPreset(preset, from?.raw ?? null, { now, pause, isAborted: () => false });
    return done({ preset, answer: from?.shown ?? null, ...tried });
  };
  const failed = (preset: string, failure: NonNullable<Trial['failure']>): Reply<Trial> =>
    done({ preset, answer: null, alerts: [], alertCount: 0, faults: [], refused: [], failure });
  const asked = async (feed: FeedSettings, secrets: Readonly<Record<string, string>>): Promise<Kept | NonNullable<Trial['failure']>> => {
    const told = await runner.answer(feed, secrets);
    if (!told.ok) return wordsOf(told.failure);
    const raw = told.raw as Raw;
    const shown = { ...textOfAnswer(raw), id: newId(), bytes: told.bytes, at: now() };
    return { shown, raw };
  };
  return {
    'try-preset': async ({ feed, secrets, asks, answer, preset }) => {
      const kind = await loadKind(feed.kind);
      if (!kind?.answer) return refuse('This kind of feed follows no preset.');
      const text = preset ?? presetOf(kind, feed);
      if (!asks || faultsOf(text) !== null) {
        if (answer !== null && kept?.shown.id !== answer) return failed(text, GONE);
        return trialOf(text, answer === null ? null : kept);
      }
      const stored = book.secretsOf(feed, secretNames(kind.manifest));
      const got = await asked(feed, { ...stored, ...secrets });
      if ('what' in got) return failed(text, got);
      kept = got;
      return trialOf(text, got);
    },
    'forget-answer': ({ answer }) => {
      if (kept?.shown.id === answer) kept = null;
      return done({ answer });
    },
  };
}
