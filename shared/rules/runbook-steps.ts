// Finds the steps in a runbook's blocks. Ids are made of words, not of numbers, so that a position survives an edit elsewhere.
import { oneLine } from '../domain/plain-text';
import type { RunbookStep, StepKind } from '../domain/runbook';
import { plainText, type RunbookBlock } from '../domain/runbook-text';

const SHELLS = new Set(['sh', 'bash', 'shell', 'zsh', 'console', 'shell-session', 'terminal']);
const APPROVAL = /^approval\b[^:]{0,40}:/i;
const PROMPT = /^\s*\$ /;
const TITLE_CHARS = 200;
const SLUG_CHARS = 48;
/** Steps of one runbook; what comes after is text. */
const MAX_STEPS = 5_000;

/** Headings, boxes, numbered items, `Approval: ...` lines and fences of sh, http and promql, in order. */
export function stepsOf(blocks: readonly RunbookBlock[]): RunbookStep[] {
  const steps: RunbookStep[] = [];
  const path: string[] = [];
  const seen = new Map<string, number>();
  for (const [block, b] of blocks.entries()) {
    const found = stepIn(b);
    if (!found || steps.length >= MAX_STEPS) continue;
    const slug = slugOf(found.title) || found.kind;
    if (b.kind === 'heading') {
      path.length = Math.min(path.length, b.depth - 1);
      path.push(slug);
    }
    const id = counted(
      b.kind === 'heading' ? path.join('/') : [...path, found.kind === 'check' ? slug : `${found.kind}:${slug}`].join('/'),
      seen,
    );
    const depth = b.kind === 'heading' ? b.depth : path.length + 1;
    steps.push({ ...found, id, depth, block, fromLine: b.fromLine, toLine: b.toLine });
  }
  return steps;
}

type Found = Pick<RunbookStep, 'kind' | 'title' | 'body' | 'isTerminal'>;

function stepIn(b: RunbookBlock): Found | null {
  if (b.kind === 'heading') return { kind: 'heading', title: oneLine(plainText(b.inlines), TITLE_CHARS), body: '' };
  if (b.kind === 'code') return fenceStep(b.language, b.text, b.isTerminal === true);
  if (b.kind !== 'item' && b.kind !== 'paragraph') return null;
  const title = oneLine(plainText(b.inlines), TITLE_CHARS);
  if (APPROVAL.test(title)) return { kind: 'approval', title, body: '' };
  if (b.kind === 'paragraph' || (b.checked === null && b.marker === '•')) return null;
  return title === '' ? null : { kind: 'check', title, body: '' };
}

function fenceStep(language: string, text: string, isTerminal: boolean): Found | null {
  const kind = fenceKind(language);
  if (!kind) return null;
  const body = kind === 'shell' ? commandsOf(text) : text.trimEnd();
  const first = body.split('\n').find((line) => line.trim() !== '' && !line.trimStart().startsWith('#')) ?? '';
  if (first === '') return null;
  return { kind, title: oneLine(first, TITLE_CHARS), body, ...(isTerminal && kind === 'shell' && { isTerminal }) };
}

function fenceKind(language: string): Extract<StepKind, 'shell' | 'http' | 'promql'> | null {
  if (SHELLS.has(language)) return 'shell';
  return language === 'http' || language === 'promql' ? language : null;
}

/** What a shell fence runs: all of it, or, where lines begin with `$ `, what stands behind those (and lines they go on in after a `\`). */
export function commandsOf(text: string): string {
  const lines = text.trimEnd().split('\n');
  if (!lines.some((line) => PROMPT.test(line))) return lines.join('\n');
  const commands: string[] = [];
  let goesOn = false;
  for (const line of lines) {
    if (PROMPT.test(line)) commands.push(line.replace(PROMPT, ''));
    else if (goesOn) commands.push(line);
    goesOn = (PROMPT.test(line) || goesOn) && line.endsWith('\\');
  }
  return commands.join('\n');
}

function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, SLUG_CHARS)
    .replace(/^-|-$/g, '');
}

function counted(id: string, seen: Map<string, number>): string {
  const times = (seen.get(id) ?? 0) + 1;
  seen.set(id, times);
  return times === 1 ? id : `${id}-${times}`;
}
