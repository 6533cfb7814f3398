// One entry of the timeline: when, a mark whose shape says its tone, what happened, and the detail under it.
import type { TimelineEntry } from '../../../shared/contract';
import { revealLine, revealText } from '../../../shared/domain/reveal-text';
import { Moment } from './moment';
import lineStyles from './timeline.module.css';

const TONES: Readonly<Record<TimelineEntry['tone'], string>> = { neutral: '', bad: 'bad', good: 'good', person: 'by a person' };
const DETAIL_SHOWN = 2_000;

function clipped(text: string): string {
  return text.length > DETAIL_SHOWN ? `${text.slice(0, DETAIL_SHOWN)}… (${text.length - DETAIL_SHOWN} characters more)` : text;
}

export function TimelineLine({ entry }: { readonly entry: TimelineEntry }) {
  return (
    <div className={lineStyles.line} data-tone={entry.tone}>
      <span className={lineStyles.time}>
        <Moment at={entry.at} />
      </span>
      <span className={lineStyles.mark} title={TONES[entry.tone] || undefined} aria-hidden="true" />
      <div className={lineStyles.words}>
        {revealLine(entry.text)}
        {TONES[entry.tone] && <span className="visually-hidden"> ({TONES[entry.tone]})</span>}
        {entry.detail && <small>{clipped(revealText(entry.detail))}</small>}
      </div>
    </div>
  );
}
