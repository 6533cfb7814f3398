// What a message would say and where it would go, before anything is sent: with a real incident, or with an invented one for the settings.
import type { PreviewedMessage } from '../../shared/contract/telling';
import { EMPTY_TALLY } from '../../shared/domain/alert';
import type { Incident } from '../../shared/domain/incident';
import { wordsFor } from '../../shared/log/decide/telling';
import { foldRow } from '../../shared/log/views/queue';
import { placesOf, routesOf } from '../../shared/rules/route';
import { parseTemplate } from '../../shared/rules/template';
import type { Desk } from './desk';
import { done, type Handlers, refuse } from './gate';

export interface PreviewDeps {
  readonly desk: Desk;
  readonly find: (id: string) => Incident | undefined;
}

type Args = Parameters<Handlers['preview-message']>[0];
const TRIED = 'tried-here';
const ONE_FOR_ALL = 'Everybody named here gets these same words, so they name number and severity only.';

export function previewMessage({ desk, find }: PreviewDeps, { incident: id, audience: audienceId, moment, wording }: Args) {
  const ctx = desk.context;
  const incident = id === null ? sampleIncident(ctx.now) : find(id);
  if (!incident) return refuse<PreviewedMessage>('There is no such incident.');
  const audience = ctx.settings.audiences.find((a) => a.id === audienceId) ?? { id: audienceId, name: audienceId, members: [] };
  const wrong = wording ? templateProblems(wording) : [];
  const template = { id: TRIED, name: '', audience: '', moment: '' as const, subject: wording?.subject ?? '', text: wording?.text ?? '' };
  const tried = wording && wrong.length === 0 ? { ...ctx, settings: { ...ctx.settings, templates: [template] } } : ctx;
  const rule = routesOf(incident, moment, ctx.settings).find((r) => r.audience.id === audienceId)?.rule;
  const words = wordsFor(incident, moment, audience, wording ? TRIED : (rule?.template ?? ''), tried);
  const places = placesOf(audience, ctx.settings, ctx.onCall ?? (() => []));
  const nobody = places.length === 0 ? [`${audience.name} cannot be reached: nobody in it has a channel that is on.`] : [];
  const nameOf = (channel: string): string => ctx.settings.channels.find((c) => c.id === channel)?.name ?? channel;
  const personOf = (person: string | null): string | null => ctx.settings.people.find((p) => p.id === person)?.name ?? person;
  return done({
    ...words,
    places: places.map((p) => ({ channel: nameOf(p.channel), address: p.address, person: personOf(p.person) })),
    problems: [...wrong, ...nobody],
    notes: incident.row.isRestricted ? [`INC-${incident.row.number} is restricted. ${ONE_FOR_ALL}`] : [],
  });
}

function templateProblems(wording: { readonly subject: string; readonly text: string }): string[] {
  return [
    ['Subject', wording.subject],
    ['Text', wording.text],
  ].flatMap(([name = '', text = '']) => {
    const parsed = parseTemplate(text);
    return parsed.ok ? [] : parsed.errors.map((e) => `${name}, line ${e.line}, column ${e.column}: ${e.message}`);
  });
}

/** An invented incident: templates are looked at in quiet times. */
function sampleIncident(now: number): Incident {
  const data = {
    number: 42,
    title: 'Checkout answers slowly',
    summary: 'p95 is 4.2 s, 1 s is promised',
    service: 'checkout',
    labels: {},
    groupKey: 'sample',
    groupWhy: 'sample',
    severity: 2 as const,
    severityWhy: 'source says critical',
    isSecurity: false,
    startedAt: now - 26 * 60_000,
  };
  const base = { seq: 1, id: '', hlc: '', device: '', v: 1, prev: '', at: now - 25 * 60_000, actor: 'sample', incident: 'sample' };
  const row = foldRow(undefined, { ...base, kind: 'incident.opened', data });
  if (!row) throw new Error('an opened incident has a row');
  const shown = {
    acknowledgedBy: 'Robin',
    status: 'acknowledged' as const,
    tally: { ...EMPTY_TALLY, critical: 3 },
    updateDueAt: now + 30 * 60_000,
    bridgeUrl: 'https://meet.example/inc-42',
  };
  return { row: { ...row, ...shown }, groupKeys: [], alerts: new Map() };
}
