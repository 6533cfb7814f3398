// Calls that take over what another tool was told. A file is read anew for the writing, so that what was shown is what is made; hostile
// ones are answered in words, and nothing of a password leaves the file.
import { inflateSync } from 'node:zlib';
import { parseDocument } from 'yaml';
import type { Reply } from '../../shared/contract';
import type { ImportValues } from '../../shared/contract/imports';
import { planAlertmanager } from '../../shared/import/alertmanager';
import { type Merged, mergePlan } from '../../shared/import/merge';
import { type ImportFile, planNagstamon } from '../../shared/import/nagstamon';
import type { ImportPlan } from '../../shared/import/plan';
import { type Settings, settingsSchema } from '../../shared/settings';
import { loadKind } from '../feeds/registry';
import { takeItems } from './config-fields';
import { type Checked, done, type Handlers, refuse } from './gate';
import { refuseDictated, type SettingsCallDeps, saved } from './settings-calls';

type Deps = Pick<SettingsCallDeps, 'desk' | 'book' | 'person' | 'applied'>;
type Given = Checked<'preview-import'>;

/** Aliases can blow a small file up to gigabytes. */
const MAX_ALIASES = 50;
/** A user name is short; what unpacks to more is none. */
const MOST_NAME_BYTES = 4096;
const ROUNDS = 5;

export function importCalls(deps: Deps): Pick<Handlers, 'preview-import' | 'take-import'> {
  const { book } = deps;
  const look = async (given: Given): Promise<Reply<Merged>> => {
    const odd = oddFile(given.files);
    if (odd) return refuse(odd, 'Save it as UTF-8 and try again.', 'malformed');
    const planned = planOf(given, book.settings);
    if (!planned.ok) return planned;
    const merged = mergePlan(book.settings, await onlyRight(planned.value));
    const checked = settingsSchema.safeParse(merged.settings);
    if (!checked.success) return refuse('There would be more than the settings hold.', checked.error.issues[0]?.message ?? '', 'malformed');
    const { feeds, channels, routing, holding, notes } = merged.plan;
    if (feeds.length + channels.length + routing.length + holding.length + notes.length === 0)
      return refuse('There is nothing in it to take over.', NOTHING[given.from], 'malformed');
    return done({ plan: merged.plan, settings: checked.data });
  };
  return {
    'preview-import': async (given) => {
      const looked = await look(given);
      return looked.ok ? done({ plan: looked.value.plan }) : looked;
    },
    'take-import': async (given) => {
      const dictated = refuseDictated<ImportValues['take-import']>(book);
      if (dictated) return dictated;
      const looked = await look(given);
      if (!looked.ok) return looked;
      const { plan, settings } = looked.value;
      saved(deps, settings, new Map());
      return done({ plan, settings });
    },
  };
}

const NOTHING = {
  nagstamon: 'Choose Nagstamon’s folder, with nagstamon.conf and the folder “servers” in it.',
  alertmanager: 'Choose an alertmanager.yml, with “route” and “receivers” in it.',
} as const;

/** Bytes that were no UTF-8 came as U+FFFD; UTF-16 has a NUL beside every letter. */
function oddFile(files: readonly ImportFile[]): string | null {
  const odd = files.find(({ text }) => text.includes('\0') || text.includes('\ufffd'));
  return odd ? `${odd.name} is no text in UTF-8.` : null;
}

function planOf({ from, files }: Given, settings: Settings): Reply<ImportPlan> {
  const grouping = settings.grouping.labels;
  if (from === 'nagstamon') return done(planNagstamon(files, { reveal, grouping }));
  const [file] = files;
  if (!file || files.length > 1) return refuse('One alertmanager.yml at a time, please.', '', 'malformed');
  try {
    const document = parseDocument(file.text);
    const [error] = document.errors;
    if (error) return refuse(`${file.name}: ${error.message.split('\n')[0]}`, 'Nothing was taken over.', 'malformed');
    return done(planAlertmanager(document.toJS({ maxAliasCount: MAX_ALIASES }), grouping));
  } catch {
    return refuse(`${file.name} is nested too deep, or repeats itself too often.`, 'Nothing was taken over.', 'malformed');
  }
}

/** Feeds as their kinds check them: what a kind does not take is left out with its words. Secrets may lack. */
async function onlyRight(plan: ImportPlan): Promise<ImportPlan> {
  const wrong = new Map<string, string>();
  const feeds = await Promise.all(
    plan.feeds.map(async (feed) => {
      const kind = await loadKind(feed.kind);
      const [taken] = takeItems({
        ...{ section: 'feeds', items: [feed], kinds: kind ? [kind] : [], keep: () => undefined },
        sources: { env: {}, readFile: () => '', mayLackSecrets: true },
        complain: (path, message) => wrong.set(feed.id, `${path.slice(3).join('.')}: ${message}`.replace(/^: /, '')),
      });
      return taken ?? feed;
    }),
  );
  const right = feeds.filter((feed) => !wrong.has(feed.id));
  return {
    ...plan,
    feeds: right,
    secrets: plan.secrets.filter((need) => need.of === 'channel' || !wrong.has(need.id)),
    notes: [
      ...plan.notes.filter(({ about }) => !feeds.some((feed) => wrong.has(feed.id) && about === `server “${feed.name}”`)),
      ...plan.feeds
        .filter((feed) => wrong.has(feed.id))
        .map((feed) => ({ about: `server “${feed.name}”`, what: 'the server', why: wrong.get(feed.id) ?? '' })),
    ],
  };
}

/** Nagstamon turns a name round and packs it, five times over (its Config.py). Null: it is not one of those. */
function reveal(text: string): string | null {
  try {
    let bytes: Buffer = Buffer.from(text, 'base64');
    for (let round = 0; round < ROUNDS; round++) {
      const packed = inflateSync(bytes, { maxOutputLength: MOST_NAME_BYTES * 8 });
      bytes = Buffer.from([...packed.toString('latin1')].reverse().join(''), 'base64');
    }
    const name = bytes.toString('utf8');
    return /^[^\p{C}\ufffd]{0,300}$/u.test(name) ? name : null;
  } catch {
    return null;
  }
}
