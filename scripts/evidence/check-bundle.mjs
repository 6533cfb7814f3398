// Checks an evidence bundle against itself: every file by its hash, every event by its chain, and that nothing is there that should
// not be. What it proves and what it can't is in docs/evidence.md.
import { createHash } from 'node:crypto';
import { EventLines, parsed } from './chains.mjs';
import { BrokenTar, TarFile } from './tar-reader.mjs';

const FORMAT = 'dogwatch-evidence';
const VERSION = 1;
const MANIFEST_MAX = 50_000_000;
const ATTACHMENT = /^attachments\/([0-9a-f]{64})$/;
/** What a bundle of this version may hold beside its manifest. */
const PART = /^(?:events\.jsonl|recordings\.jsonl|attachments\/[0-9a-f]{64})$/;

/** @typedef {import('./tar-reader.mjs').Entry} Entry */
/** @typedef {{ incident: string, events: number, lastSeq: number, head: string }} ToldChain */
/** @typedef {{ path: string, bytes: number, sha256: string }} ToldFile */
/** @typedef {{ format: string, version: number, incident: { number: number, title: string }, exportedAt: string, exportedBy: string, device: string,
 *   chains: ToldChain[], files: ToldFile[], missing: string[] }} Manifest */
/** @typedef {{ isWhole: boolean, problems: string[], notes: string[], sha256: string, events: number, attachments: number, manifest: Manifest | null }} Verdict */

/**
 * Throws only when the file can't be read at all.
 * @param {string} file
 * @returns {Verdict}
 */
export function checkBundle(file) {
  const tar = new TarFile(file);
  try {
    const sha256 = hashOf(tar.chunks({ path: '', at: 0, bytes: tar.bytes }));
    return { ...checkEntries(tar), sha256 };
  } finally {
    tar.close();
  }
}

/** @param {TarFile} tar @returns {Omit<Verdict, 'sha256'>} */
function checkEntries(tar) {
  /** @type {string[]} */
  const problems = [];
  /** @type {string[]} */
  const notes = [];
  const none = { isWhole: false, problems, notes, events: 0, attachments: 0, manifest: null };
  /** @type {Entry[]} */
  let entries;
  try {
    entries = tar.entries();
  } catch (error) {
    if (!(error instanceof BrokenTar)) throw error;
    problems.push(`the archive is broken: ${error.message}`);
    return none;
  }
  const manifest = readManifest(tar, entries, problems);
  if (!manifest) return none;
  const lines = checkFiles(tar, entries, manifest, problems);
  checkChains(lines, manifest, problems);
  checkAttachments(lines.attached, entries, manifest, problems, notes);
  const attachments = entries.filter(({ path }) => ATTACHMENT.test(path)).length;
  return { isWhole: problems.length === 0, problems, notes, events: lines.lines, attachments, manifest };
}

/** @param {Iterable<Buffer>} chunks */
function hashOf(chunks) {
  const hash = createHash('sha256');
  for (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}

/** @param {TarFile} tar @param {Entry[]} entries @param {string[]} problems @returns {Manifest | null} */
function readManifest(tar, entries, problems) {
  const [entry, ...more] = entries.filter(({ path }) => path === 'manifest.json');
  if (!entry || more.length > 0 || entry.bytes > MANIFEST_MAX) {
    problems.push(entry ? 'there is more than one manifest.json, or it is far too long' : 'manifest.json is missing');
    return null;
  }
  const manifest = parsed(Buffer.concat([...tar.chunks(entry)].map((chunk) => Buffer.from(chunk))).toString('utf8'));
  if (!isManifest(manifest)) {
    problems.push('manifest.json is not a manifest of this format');
    return null;
  }
  if (manifest.version !== VERSION) {
    problems.push(`the bundle is of version ${manifest.version}, this command knows ${VERSION}: use that of a newer Dogwatch`);
    return null;
  }
  return manifest;
}

/** @param {any} m @returns {m is Manifest} */
function isManifest(m) {
  const isText = (/** @type {unknown} */ value) => typeof value === 'string';
  return (
    m?.format === FORMAT &&
    Number.isInteger(m.version) &&
    Number.isInteger(m.incident?.number) &&
    isText(m.incident?.title) &&
    [m.exportedAt, m.exportedBy, m.device].every(isText) &&
    Array.isArray(m.chains) &&
    m.chains.every((/** @type {any} */ c) => isText(c?.incident) && isText(c.head) && Number.isInteger(c.events)) &&
    Array.isArray(m.files) &&
    m.files.every((/** @type {any} */ f) => isText(f?.path) && isText(f.sha256) && Number.isInteger(f.bytes)) &&
    Array.isArray(m.missing) &&
    m.missing.every(isText)
  );
}

/** Every file by length and hash; the events are read on the way. @param {TarFile} tar @param {Entry[]} entries @param {Manifest} manifest @param {string[]} problems */
function checkFiles(tar, entries, manifest, problems) {
  const told = new Map(manifest.files.map((one) => [one.path, one]));
  const seen = new Set();
  const lines = new EventLines();
  for (const entry of entries) {
    const { path } = entry;
    if (seen.has(path)) problems.push(`${path} is there twice`);
    seen.add(path);
    if (path === 'manifest.json') continue;
    const isEvents = path === 'events.jsonl';
    const mine = told.get(path);
    if (!mine || !PART.test(path)) {
      problems.push(`${path} was added: the manifest does not name it`);
      continue;
    }
    const hash = createHash('sha256');
    for (const chunk of tar.chunks(entry)) {
      hash.update(chunk);
      if (isEvents) lines.take(chunk);
    }
    if (isEvents) lines.end();
    const sha256 = hash.digest('hex');
    if (sha256 !== mine.sha256 || entry.bytes !== mine.bytes) problems.push(`${path} was changed: its hash is not that of the manifest`);
    const name = ATTACHMENT.exec(path)?.[1];
    if (name && name !== sha256) problems.push(`${path} was changed: it is named by another hash than its own`);
  }
  for (const path of told.keys()) if (!seen.has(path)) problems.push(`${path} is missing`);
  problems.push(...lines.problems);
  return lines;
}

/** @param {EventLines} lines @param {Manifest} manifest @param {string[]} problems */
function checkChains({ chains }, manifest, problems) {
  if (manifest.chains.length === 0) problems.push('the manifest names no chain of events');
  for (const told of manifest.chains) {
    const chain = chains.get(told.incident) ?? { events: 0, hash: '', seq: 0, line: 0 };
    if (chain.events !== told.events) problems.push(`the chain of ${told.incident} has ${chain.events} events instead of ${told.events}`);
    if (chain.hash !== told.head)
      problems.push(`the chain of ${told.incident} ends in another hash: its last event (line ${chain.line}) was changed, or one is gone`);
  }
  for (const incident of chains.keys())
    if (!manifest.chains.some((told) => told.incident === incident)) problems.push(`events of ${incident || 'no incident'} were added`);
}

/** @param {ReadonlySet<string>} attached @param {Entry[]} entries @param {Manifest} manifest @param {string[]} problems @param {string[]} notes */
function checkAttachments(attached, entries, manifest, problems, notes) {
  const there = new Set(entries.map(({ path }) => ATTACHMENT.exec(path)?.[1]).filter((name) => name !== undefined));
  for (const name of there) if (!attached.has(name)) problems.push(`attachments/${name} was added: no event names it`);
  for (const name of attached) {
    if (there.has(name)) continue;
    if (manifest.missing.includes(name)) notes.push(`attachment ${name} could not be read when the bundle was made`);
    else problems.push(`attachments/${name} is missing: an event names it`);
  }
}
