// Joins the lint with one document: the editor's extension, its last report for the list beside the text, and what was called fine in
// this document. It lives as long as the editor and draws nothing itself, so that a finding never draws the editor anew.
import type { Extension } from '@codemirror/state';
import { type EditorView, ViewPlugin } from '@codemirror/view';
import type { IncidentRow } from '../../../shared/domain/incident';
import type { LintContext, LintPerson } from '../../../shared/lint/finding';
import type { Settings } from '../../../shared/settings';
import { type LintReport, lintExtension, setQuiet } from '../postmortem/lint/lint-extension';

const MOST_KEPT = 2_000;
const place = (incident: string): string => `fine-here:${incident}`;

export class LintDesk {
  readonly extension: Extension;
  private readonly incident: string;
  private readonly listeners = new Set<() => void>();
  private current: LintReport | null = null;
  private quiet: ReadonlySet<string>;
  private shownIn: EditorView | null = null;

  constructor(incident: string, context: LintContext) {
    this.incident = incident;
    this.quiet = kept(incident);
    const lint = lintExtension({
      ...{ context, quiet: this.quiet, onQuiet: this.callFine },
      onReport: (report) => {
        this.current = report;
        for (const listener of this.listeners) listener();
      },
    });
    const viewed = ViewPlugin.define((view) => {
      this.shownIn = view;
      return {};
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

  callFine = (key: string): void => this.keep(new Set([...this.quiet, key]));

  hearAll = (): void => this.keep(new Set());

  private keep(keys: ReadonlySet<string>): void {
    this.quiet = keys;
    localStorage.setItem(place(this.incident), JSON.stringify([...keys].slice(-MOST_KEPT)));
    if (this.shownIn) setQuiet(this.shownIn, keys);
  }
}

function kept(incident: string): ReadonlySet<string> {
  try {
    const keys: unknown = JSON.parse(localStorage.getItem(place(incident)) ?? '[]');
    return new Set(Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : []);
  } catch {
    return new Set();
  }
}

/** Who is known by name, each with the role they have in this incident. */
export function lintContextOf({ roles }: Pick<IncidentRow, 'roles'>, settings: Settings | null, now: Date): LintContext {
  const held = new Map(roles.map(({ personName, roleName }) => [personName, roleName]));
  const names = [...held.keys(), ...(settings?.people ?? []).map(({ name }) => name)].filter((name) => name !== '');
  const people = [...new Set(names)].map((name): LintPerson => ({ name, role: held.get(name) ?? null }));
  const two = (n: number): string => String(n).padStart(2, '0');
  return { people, today: `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}` };
}
