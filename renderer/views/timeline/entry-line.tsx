// One entry of the timeline: when it happened and when it was seen, a mark whose shape says its tone, what happened, the detail under
// it, and its pin.
import { Pin, PinOff } from 'lucide-react';
import type { TimelineEntry } from '../../../shared/contract';
import type { AttachmentInfo } from '../../../shared/contract/evidence';
import { revealLine, revealText } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { openLink } from '../../store/commands';
import { Markdown } from '../../ui/markdown/markdown';
import { rich } from '../../ui/rich';
import { exactTime, wallTime } from '../../ui/time-words';
import { Moment } from '../incident/moment';
import { AttachmentView } from './attachment-view';
import lineStyles from './timeline.module.css';

const TONES: Readonly<Record<TimelineEntry['tone'], string>> = { neutral: '', bad: 'bad', good: 'good', person: msg`by a person` };
const LATER_MS = 1_000;

interface Props {
  readonly entry: TimelineEntry;
  /** Incident the entry belongs to, for what is attached to it; left out where attachments are not shown. */
  readonly incident?: string;
  readonly attachments?: readonly AttachmentInfo[];
  readonly isPinned?: boolean;
  /** A link led to it. */
  readonly isMarked?: boolean;
  readonly tabIndex?: 0 | -1;
  /** Left out where there are no pins. */
  onPin?(isPinned: boolean): void;
}

function Time({ at, happenedAt = at }: Pick<TimelineEntry, 'at' | 'happenedAt'>) {
  const isLater = at - happenedAt >= LATER_MS;
  return (
    <span className={lineStyles.time}>
      <Moment at={happenedAt} />
      {isLater && <small className={lineStyles.seen} title={msg`Seen here ${exactTime(at)}`}>{rich`(seen ${wallTime(at)})`}</small>}
    </span>
  );
}

function Detail({ entry }: { readonly entry: TimelineEntry }) {
  if (entry.detail === '') return null;
  if (entry.kind === 'incident.noted') return <Markdown text={revealText(entry.detail)} onLink={(url) => void openLink(url)} />;
  return <small>{revealText(entry.detail)}</small>;
}

export function EntryLine({ entry, incident, attachments = [], isPinned = false, isMarked = false, tabIndex = -1, onPin }: Props) {
  const own = attachments.filter((file) => entry.attachments?.includes(file.sha256));
  const PinIcon = isPinned ? PinOff : Pin;
  return (
    <div className={lineStyles.line} data-tone={entry.tone} data-pinned={isPinned || undefined} aria-current={isMarked || undefined}>
      <Time at={entry.at} {...(entry.happenedAt === undefined ? {} : { happenedAt: entry.happenedAt })} />
      <span className={lineStyles.mark} title={TONES[entry.tone] || undefined} aria-hidden="true" />
      <div className={lineStyles.words}>
        {revealLine(entry.text)}
        {TONES[entry.tone] && <span className="visually-hidden"> ({TONES[entry.tone]})</span>}
        <Detail entry={entry} />
        {incident !== undefined && own.map((file) => <AttachmentView key={file.sha256} incident={incident} file={file} />)}
      </div>
      {onPin && (
        <button
          type="button"
          data-rove
          tabIndex={tabIndex}
          className={lineStyles.pin}
          aria-pressed={isPinned}
          aria-label={`${isPinned ? msg`Unpin` : msg`Pin`}: ${revealLine(entry.text)}`}
          title={isPinned ? msg`Unpin` : msg`Pin`}
          onClick={() => onPin(!isPinned)}
        >
          <PinIcon size={14} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
