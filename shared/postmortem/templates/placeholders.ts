// What a template may name. There is none for contributing factors and lessons, on purpose: those are for people to find.
import { durationsTable } from '../draft/durations';
import { factsTable, severityWords, spanWords, summarySentence, titleOf } from '../draft/facts';
import { impactList, mitigationList } from '../draft/impact';
import type { Material } from '../draft/input';
import { detectionList, messageList, responseList, runbookList } from '../draft/response';
import { alertTable, chartFences, fileList, similarList } from '../draft/support';
import { timelineTable } from '../draft/table';

export interface Placeholder {
  readonly about: string;
  /** Takes lines of its own: must be alone on its line. */
  readonly isBlock: boolean;
  readonly write: (material: Material) => string;
}

const word = (about: string, write: Placeholder['write']): Placeholder => ({ about, isBlock: false, write });
const block = (about: string, write: Placeholder['write']): Placeholder => ({ about, isBlock: true, write });

export const PLACEHOLDERS: Readonly<Record<string, Placeholder>> = {
  number: word('INC-42', ({ row }) => `INC-${row.number}`),
  title: word('title of the incident', titleOf),
  severity: word('severity with its changes', severityWords),
  date: word('day on which it began', ({ clock, from }) => clock.day(from)),
  when: word('begin and end, with the zone', spanWords),
  summary: word('one sentence of what the log knows', summarySentence),
  facts: block('table: incident, severity, dates, duration, service, alerts, roles', factsTable),
  impact: block('list: begin, restoration, customers, requests, support requests', impactList),
  durations: block('table: time to detect, acknowledge, resolve, recover', durationsTable),
  timeline: block('table of the timeline, each row with its link', ({ rows, row, clock }) => timelineTable(rows, row.number, clock)),
  detection: block('list: first sighting, what found it, first page', detectionList),
  response: block('list: pages, acknowledgement, escalations, roles', responseList),
  runbooks: block('list: runbooks with their steps, notes and remarks', runbookList),
  messages: block('list: messages and silences that went out', messageList),
  mitigation: block('list: confirmed mitigation and restoration, steps that were done', mitigationList),
  alerts: block('table of the alerts', alertTable),
  charts: block('charts of alerts and stages', chartFences),
  similar: block('list: similar past incidents, with the reason', similarList),
  attachments: block('list of attached files', fileList),
};
