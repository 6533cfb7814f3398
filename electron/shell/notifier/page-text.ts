// Makes a page's text safe to show anywhere: plain, short, and without details where the lock screen must not tell them.
import { markedLine, markLookAlikes } from '../../../shared/domain/look-alikes';
import { oneLine, stripHidden } from '../../../shared/domain/plain-text';
import type { PageRequest } from '../../../shared/log/event';
import { marked } from '../../../shared/readiness/drill';
import { msg } from '../../../shared/words/words';
import type { PageText } from './route';

export const TITLE_MAX = 100;
export const BODY_MAX = 300;
const BODY_LINES = 4;

function bodyOf(text: string): string {
  const lines = markLookAlikes(stripHidden(text.slice(0, BODY_MAX * 8)))
    .split('\n')
    .map((line) => oneLine(line, BODY_MAX))
    .filter(Boolean);
  const joined = lines.slice(0, BODY_LINES).join('\n');
  return joined.length <= BODY_MAX ? joined : `${joined.slice(0, BODY_MAX - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** `SEV2 · INC-42` as far as the page names them, else a word for the kind of page. */
function discreet(request: PageRequest): string {
  const severity = request.worst === null ? undefined : `SEV${request.worst}`;
  const number = /\bINC-\d+\b/.exec(`${request.title} ${request.body}`)?.[0];
  const named = [severity, number].filter(Boolean).join(' · ');
  if (named) return marked(request.isDrill === true, named);
  if (request.pageKind === 'canary') return markedLine(request.title, TITLE_MAX);
  return request.pageKind === 'incident' ? msg`Dogwatch: an incident needs you` : msg`Dogwatch: incidents need you`;
}

/** What a route shows for a request. With hidden details only severity and number remain. */
export function pageText(request: PageRequest, areDetailsHidden: boolean): PageText {
  return {
    thread: request.thread,
    title: areDetailsHidden ? discreet(request) : markedLine(request.title, TITLE_MAX) || 'Dogwatch',
    body: areDetailsHidden && request.pageKind !== 'canary' ? msg`Details are hidden. Open Dogwatch to read them.` : bodyOf(request.body),
    urgency: request.urgency,
    isActionable: request.pageKind !== 'role' && request.incidents.length === 1 && request.count <= 1,
  };
}

/** For notification services that read body text as markup. */
export function escapeMarkup(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
