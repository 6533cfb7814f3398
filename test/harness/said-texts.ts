// Every text that the code says: what `msg` and `rich` tag, the words of pages that stand in HTML, and what JSX says without a tag.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseSync } from 'vite';
import { parse } from 'yaml';

const ROOT = resolve(import.meta.dirname, '../..');
const ROOMS = ['renderer', 'shared', 'electron'];
const PAGES = ['renderer/index.html', 'assets/dialogs/locked.html', 'assets/dialogs/passphrase.html'];
/** Elements whose content is code and not words. */
const VERBATIM = new Set(['code', 'kbd', 'pre', 'style', 'Kbd']);

/** What they call their fields is shown through `fromFile`. */
const PRESETS = 'assets/presets';

export interface SaidText {
  /** With `{0}`, `{1}`, … for what is put in. */
  readonly text: string;
  readonly file: string;
}

interface Node {
  readonly type?: string;
  readonly [key: string]: unknown;
}

function* nodesOf(node: unknown, parents: readonly Node[] = []): Generator<readonly [Node, readonly Node[]]> {
  if (Array.isArray(node)) for (const one of node) yield* nodesOf(one, parents);
  else if (typeof node === 'object' && node !== null) {
    const here = node as Node;
    if (here.type) yield [here, parents];
    const inside = here.type ? [...parents, here] : parents;
    for (const [key, value] of Object.entries(here)) if (key !== 'type' && typeof value === 'object') yield* nodesOf(value, inside);
  }
}

function sources(): string[] {
  return ROOMS.flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true })
      .map((name) => join(room, String(name)))
      .filter((name) => /\.tsx?$/.test(name)),
  );
}

function taggedIn(node: Node): string | null {
  if (node.type !== 'TaggedTemplateExpression') return null;
  const { tag, quasi } = node as unknown as { tag: { name?: string }; quasi: { quasis: { value: { cooked: string } }[] } };
  if (tag.name !== 'msg' && tag.name !== 'rich') return null;
  return quasi.quasis.map(({ value }) => value.cooked).reduce((text, part, i) => `${text}{${i - 1}}${part}`);
}

function untaggedIn(node: Node, parents: readonly Node[]): string | null {
  if (node.type !== 'JSXText' || !/[A-Za-z]{2}/.test(String(node.value))) return null;
  const names = parents.flatMap((p) => (p.openingElement as { name?: { name?: string } } | undefined)?.name?.name ?? []);
  return names.some((name) => VERBATIM.has(name)) ? null : String(node.value).trim();
}

/** What a person reads of a trouble or of a form, wherever it is made: it may not stand there without its tag. */
const FOR_PEOPLE = new Set(['remedy', 'label', 'hint']);
/** They speak in a terminal, which stays English. */
const IN_TERMINAL = new Set(['electron/engine/cli.ts', 'electron/engine/bridge-cli.ts']);

function untaggedProperty(node: Node): string | null {
  const { key, value } = node as unknown as { key?: { name?: string }; value?: Node };
  if (node.type !== 'Property' || !FOR_PEOPLE.has(key?.name ?? '')) return null;
  return [...bareTexts(value)].find((text) => /[a-z]{2}.* [A-Za-z]/s.test(text)) ?? null;
}

function* bareTexts(node: Node | undefined): Generator<string> {
  if (node?.type === 'Literal') yield String(node.value);
  if (node?.type === 'TemplateLiteral') yield (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('…');
  if (node?.type === 'ConditionalExpression') for (const way of [node.consequent, node.alternate]) yield* bareTexts(way as Node);
}

export function saidTexts(): { readonly tagged: readonly SaidText[]; readonly untagged: readonly SaidText[] } {
  const tagged: SaidText[] = [];
  const untagged: SaidText[] = [];
  for (const file of sources()) {
    const text = readFileSync(join(ROOT, file), 'utf8');
    for (const [node, parents] of nodesOf(parseSync(file, text).program)) {
      const said = taggedIn(node);
      if (said !== null) tagged.push({ text: said, file });
      const bare = untaggedIn(node, parents) ?? (IN_TERMINAL.has(file) ? null : untaggedProperty(node));
      if (bare !== null) untagged.push({ text: bare, file });
    }
  }
  for (const file of PAGES) {
    const html = readFileSync(join(ROOT, file), 'utf8').replace(/<style>[\s\S]*?<\/style>|<!--[\s\S]*?-->/g, '');
    for (const [, between, label] of html.matchAll(/>([^<>]*[A-Za-z][^<>]*)<|aria-label="([^"]+)"/g))
      tagged.push({ text: (between ?? label ?? '').trim(), file });
  }
  for (const name of readdirSync(join(ROOT, PRESETS)).filter((name) => name.endsWith('.yml'))) {
    const { fields = [] } = parse(readFileSync(join(ROOT, PRESETS, name), 'utf8')) as { fields?: { label: string; hint?: string }[] };
    for (const { label, hint } of fields)
      for (const text of hint ? [label, hint] : [label]) tagged.push({ text, file: join(PRESETS, name) });
  }
  return { tagged, untagged };
}
