// The slash menu: `/timeline` and its kin are completed, then what there is of that kind is picked from, and its Markdown takes the
// place of the command. Both lists are the editor's completion list: the same keys, the same names for a screen reader.
import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  type CompletionSource,
  pickedCompletion,
} from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import { msg } from '../../../../shared/words/words';
import type { Insert, InsertKind } from '../seams';
import { blockAt } from './formatting';

const KINDS: Readonly<Record<InsertKind, string>> = {
  timeline: msg`entries of the timeline`,
  graph: msg`graphs kept with the alerts`,
  action: msg`an action to follow up`,
  role: msg`somebody by their role`,
  quote: msg`what was said or noted`,
};

const MOST = 200;
const COMMAND = /(?<!\S)\/[a-z]*$/;
const PICK = /(?<!\S)\/(timeline|graph|action|role|quote) ([^\n]{0,80})$/;

/** Marks a completion after which the next list is opened at once. */
export const OPENS_PICKER = 'opens-picker';

function commands(context: CompletionContext): CompletionResult | null {
  const match = context.matchBefore(COMMAND);
  if (!match) return null;
  const options = (Object.keys(KINDS) as InsertKind[]).map(
    (kind): Completion => ({ label: `/${kind}`, detail: KINDS[kind], type: OPENS_PICKER, apply: `/${kind} ` }),
  );
  return { from: match.from, options, validFor: /^\/[a-z]*$/ };
}

/** Words stay in their line, all else becomes a block. */
function putIn(insert: Insert, isInline: boolean) {
  return (view: EditorView, completion: Completion, from: number, to: number): void => {
    const spec = isInline
      ? { changes: { from, to, insert: insert.markdown }, selection: { anchor: from + insert.markdown.length } }
      : blockAt(view.state, from, to, insert.markdown);
    view.dispatch(spec, { annotations: pickedCompletion.of(completion), userEvent: 'input.complete' });
  };
}

function fits({ label, detail }: Insert, query: string): boolean {
  const hay = `${label} ${detail}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => hay.includes(word));
}

/** `insertsOf` is asked at each opening: the incident goes on while one writes. */
export function slashMenu(insertsOf: (kind: InsertKind) => Promise<readonly Insert[]>): CompletionSource {
  return async (context) => {
    const match = context.matchBefore(PICK);
    const [, kind, query = ''] = PICK.exec(match?.text ?? '') ?? [];
    if (!match || !kind) return commands(context);
    const all = await insertsOf(kind as InsertKind);
    if (context.aborted) return null;
    const found = all.filter((insert) => fits(insert, query)).slice(0, MOST);
    const isInline = kind === 'role';
    const none: Completion = { label: all.length === 0 ? msg`The incident has none yet` : msg`Nothing fits`, apply: () => {} };
    const options = found.map((insert): Completion => ({ label: insert.label, detail: insert.detail, apply: putIn(insert, isInline) }));
    return { from: match.from, options: options.length === 0 ? [none] : options, filter: false };
  };
}
