// What the silence being written would hide right now, also beyond this incident, before anything is sent.
import { useEffect, useState } from 'react';
import type { CallError, SilencePreview } from '../../../shared/contract';
import type { Labels } from '../../../shared/domain/alert';
import { revealLine } from '../../../shared/domain/reveal-text';
import type { Matcher } from '../../../shared/feed';
import { locale, msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { rich } from '../../ui/rich';
import styles from './dialogs.module.css';
import { LabelChips } from './label-chips';

const TYPING_MS = 250;
const INCIDENTS_SHOWN = 6;
const SAMPLE_SHOWN = 3;

interface Props {
  readonly feed: string;
  readonly feedName: string;
  readonly matchers: readonly Matcher[];
  /** Why these matchers can't be sent; '' when they can. */
  readonly fault: string;
  readonly ownId: string;
}

interface Previewed {
  readonly preview: SilencePreview | null;
  readonly error: CallError | null;
  readonly isLoading: boolean;
}

/** Asks 250 ms after the last key; the last good answer stays, greyed, until the next one. */
function usePreview({ feed, matchers, fault }: Props): Previewed {
  const [state, setState] = useState<Previewed>({ preview: null, error: null, isLoading: true });
  useEffect(() => {
    if (fault !== '') return;
    let isOver = false;
    setState((s) => ({ ...s, isLoading: true }));
    const timer = setTimeout(async () => {
      const reply = await callEngine('preview-silence', { feed, matchers: [...matchers] });
      if (isOver) return;
      setState(
        reply.ok ? { preview: reply.value, error: null, isLoading: false } : { preview: null, error: reply.error, isLoading: false },
      );
    }, TYPING_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [feed, matchers, fault]);
  return state;
}

function countWords(preview: SilencePreview, ownId: string, feedName: string): string {
  if (preview.hiddenNow === 0) return msg`Hides nothing at ${feedName} now.`;
  const others = preview.incidents.filter((i) => i.id !== ownId).length;
  const alerts = `${preview.hiddenNow.toLocaleString(locale())} ${preview.hiddenNow === 1 ? 'alert' : 'alerts'}`;
  if (others === 0) return msg`Hides ${alerts} now, all of this incident.`;
  return msg`Hides ${alerts} now, also of ${others} other ${others === 1 ? msg`incident` : msg`incidents`}.`;
}

/** What tells the samples apart: labels that no matcher asks for. */
function tellingLabels(labels: Labels, matchers: readonly Matcher[]): Labels {
  const asked = new Set(matchers.map((m) => m.name));
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !asked.has(name)));
}

function Hidden({
  preview,
  matchers,
  ownId,
  feedName,
}: Pick<Props, 'matchers' | 'ownId' | 'feedName'> & { readonly preview: SilencePreview }) {
  const more = preview.incidents.length - INCIDENTS_SHOWN;
  return (
    <>
      <b>{countWords(preview, ownId, feedName)}</b>
      <ul className={styles.previewList}>
        {preview.incidents.slice(0, INCIDENTS_SHOWN).map((incident) => (
          <li key={incident.id}>
            <span className={styles.number}>{rich`INC-${incident.number}`}</span> {revealLine(incident.title)}{' '}
            <span className={styles.quiet}>
              {incident.alerts.toLocaleString(locale())} {incident.alerts === 1 ? 'alert' : 'alerts'}
              {incident.id === ownId && msg`, this one`}
            </span>
          </li>
        ))}
        {more > 0 && <li className={styles.quiet}>{rich`and ${more} more incidents`}</li>}
      </ul>
      {preview.sample.slice(0, SAMPLE_SHOWN).map((alert, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: samples have no identity
        <div key={i} className={styles.sample}>
          {revealLine(alert.name)} <LabelChips labels={tellingLabels(alert.labels, matchers)} max={4} />
        </div>
      ))}
    </>
  );
}

export function SilencePreviewBox(props: Props) {
  const { preview, error, isLoading } = usePreview(props);
  const isBeyond = preview?.incidents.some((i) => i.id !== props.ownId);
  return (
    <section
      className={styles.preview}
      aria-label={msg`Preview`}
      aria-live="polite"
      aria-busy={isLoading}
      data-tone={props.fault !== '' || error || isBeyond ? 'unsure' : 'neutral'}
    >
      {props.fault !== '' ? (
        props.fault
      ) : error ? (
        `${error.what} ${error.remedy}`
      ) : preview ? (
        <Hidden preview={preview} matchers={props.matchers} ownId={props.ownId} feedName={props.feedName} />
      ) : (
        msg`Looking what this would hide…`
      )}
    </section>
  );
}
