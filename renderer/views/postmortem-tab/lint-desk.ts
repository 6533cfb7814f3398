// Joins the lint with one document: the editor's extension, its last report for the list beside the text, and what was called fine in
// this document. It lives as long as the editor and draws nothing itself, so that a finding never draws the editor anew.
import type { Extension } from '@codemirror/state';
import { type EditorView, ViewPlugin } from '@codemirror/view';
import type { IncidentRow } from '../../../shared/domain/incident';
import type { LintContext, LintPerson } from '../../../shared/lint/finding';
import type { Settings } from '../../../shared/settings';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { onPostmortemPush } from '../../store/postmortem-news';
import { tellDone, tellError } from '../../ui/toasts';
import { type LintReport, lintExtension, setQuiet } from '../postmortem/lint/lint-extension';

export class LintDesk {
  readonly extension: Extension;
  private readonly incident: string;
  private readonly listeners = new Set<() => void>();
  private current: LintReport | null = null;
  private quiet: ReadonlySet<string> = new Set();
  private shownIn: EditorView | null = null;

  constructor(incident: string, context: LintContext) {
    this.incident = incident;
    const lint = lintExtension({
      ...{ context, onQuiet: this.callFine },
      onReport: (report) => {
        this.current = report;
        for (const listener of this.listeners) listener();
      },
    });
    const viewed = ViewPlugin.define((view) => {
      this.shownIn = view;
      const end = onPostmortemPush((push) => {
        if (push.push === 'postmortem-changed' && push.incident === incident) void this.load();
      });
      void this.load();
      return { destroy: end };
    });
    this.extension = [lint, viewed];
  }

  /** Where the text is shown; null before that. */
  get view(): EditorView | null {
    return this.shownIn;
  }

  report = (): LintReport | null => this.current;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  callFine = (key: string): void => {
    void this.say([key], true).then((isDone) => {
      if (isDone) tellDone(msg`Called fine here`, () => void this.say([key], false));
    });
  };

  hearAll = (): void => void this.say([...this.quiet], false);

  /** The engine's push shows what it kept: nothing looks done before. */
  private async say(keys: readonly string[], isFine: boolean): Promise<boolean> {
    const findings = keys.map(partsOf);
    if (findings.length === 0) return false;
    const reply = await callEngine('accept-findings', { incident: this.incident, findings, isFine });
    if (!reply.ok) tellError(reply.error);
    return reply.ok;
  }

  private async load(): Promise<void> {
    const reply = await callEngine('list-accepted-findings', { incident: this.incident });
    if (!reply.ok) return;
    this.quiet = new Set(reply.value.accepted.map(({ rule, sentence }) => `${rule}: ${sentence}`));
    if (this.shownIn) setQuiet(this.shownIn, this.quiet);
  }
}

/** A finding's key as rule and sentence. */
function partsOf(key: string): { rule: string; sentence: string } {
  const at = key.indexOf(': ');
  return { rule: key.slice(0, at), sentence: key.slice(at + 2) };
}

/** Who is known by name, each with the role they have in this incident. */
export function lintContextOf({ roles }: Pick<IncidentRow, 'roles'>, settings: Settings | null, now: Date): LintContext {
  const held = new Map(roles.map(({ personName, roleName }) => [personName, roleName]));
  const names = [...held.keys(), ...(settings?.people ?? []).map(({ name }) => name)].filter((name) => name !== '');
  const people = [...new Set(names)].map((name): LintPerson => ({ name, role: held.get(name) ?? null }));
  const two = (n: number): string => String(n).padStart(2, '0');
  return { people, today: `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}` };
}
