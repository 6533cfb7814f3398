// "Try it": the preset, what the source said, and the alerts that the one makes of the other, side by side.
import { Button, Loader } from '@mantine/core';
import { useRef } from 'react';
import type { FeedManifest } from '../../../../shared/feed';
import type { PresetFault } from '../../../../shared/feed-trial';
import { msg } from '../../../../shared/words/words';
import type { FeedForm } from '../use-feed-form';
import { FaultList } from './fault-list';
import { offsetOf } from './marks';
import { PresetEditor } from './preset-editor';
import styles from './trial.module.css';
import { TrialAlerts } from './trial-alerts';
import { answerWords, trialWords } from './trial-words';
import { useTrial } from './use-trial';

interface TrialPaneProps {
  readonly manifest: FeedManifest;
  readonly form: FeedForm;
  onBack(): void;
}

export function TrialPane({ manifest, form, onBack }: TrialPaneProps) {
  const { text, trial, isAsking, edit, ask } = useTrial(manifest, form);
  const area = useRef<HTMLTextAreaElement>(null);
  const isField = manifest.fields.some(({ name }) => name === 'preset');
  const go = ({ line, column }: PresetFault): void => {
    const at = offsetOf(text, line, column);
    area.current?.focus();
    area.current?.setSelectionRange(at, at);
  };
  return (
    <div className={styles.pane}>
      <div className={styles.columns}>
        <section aria-label={msg`The preset`}>
          <h3>{msg`Preset`}</h3>
          <p className={styles.quiet}>
            {isField
              ? msg`Edits are tried on the answer that is here; the source is not asked again.`
              : msg`Tried here, not saved: to keep a change, put the text into a file of the folder “presets” in the profile.`}
          </p>
          <PresetEditor text={text} faults={trial.faults} area={area} onChange={edit} />
          <FaultList faults={trial.faults} onGo={go} />
        </section>
        <section aria-label={msg`What the source said`}>
          <h3>{msg`Answer`}</h3>
          <p className={styles.quiet}>{answerWords(trial)}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key */}
          <pre className={styles.answer} tabIndex={0}>
            {trial.answer?.text}
          </pre>
        </section>
        <section aria-label={msg`What it becomes`}>
          <h3>{msg`Alerts`}</h3>
          <p className={styles.quiet} role="status">
            {isAsking ? msg`Asking the source…` : trialWords(trial)}
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key */}
          <div className={styles.made} tabIndex={0} role="region" aria-label={msg`Alerts made`}>
            {trial.failure !== null && (
              <div role="alert" className={styles.failure}>
                <b>{trial.failure.what}</b>
                <p>{trial.failure.remedy}</p>
              </div>
            )}
            <TrialAlerts trial={trial} />
          </div>
        </section>
      </div>
      <div className={styles.foot}>
        <Button variant="default" onClick={onBack}>{msg`Back to the form`}</Button>
        <span className={styles.space} />
        {isAsking && <Loader size={14} />}
        <Button variant="default" onClick={ask} disabled={isAsking}>{msg`Ask the source again`}</Button>
      </div>
    </div>
  );
}
