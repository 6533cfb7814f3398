// What the event that opened an incident said of itself. Alertmanager writes the labels of its alerts into one text (`firing`); read back,
// they join the incident with the same alert of other tools.
import type { Labels } from '../../../shared/domain/alert';
import { filled, isRecord, textOf, textsOf } from '../reading';

const MAX_FIELDS = 30;
const MAX_FIRING = 20_000;
const MAX_ALERTS = 50;
const PAIR = /^ *- ([A-Za-z_][A-Za-z0-9_]*) = (.*)$/;

export interface Details {
  readonly labels: Labels;
  readonly annotations: Labels;
}

const NOTHING: Details = { labels: {}, annotations: {} };

function pairsAfter(text: string, heading: string): Labels {
  const at = text.indexOf(heading);
  const pairs: Record<string, string> = {};
  if (at === -1) return pairs;
  for (const line of text.slice(text.indexOf('\n', at) + 1).split('\n')) {
    const pair = PAIR.exec(line);
    if (!pair) break;
    if (pair[1] && pair[1] !== '__proto__') pairs[pair[1]] = textOf(pair[2]);
  }
  return pairs;
}

function common(all: readonly Labels[]): Labels {
  const [first = {}, ...rest] = all;
  if (rest.length === 0) return first;
  return Object.fromEntries(
    Object.entries(first).filter(([name, value]) => rest.every((labels) => Object.hasOwn(labels, name) && labels[name] === value)),
  );
}

/** Blocks of "Labels:", "Annotations:" and "Source:", one an alert; what all alerts have in common counts. */
function firingOf(text: string): Details {
  const blocks = text
    .slice(0, MAX_FIRING)
    .split(/^Labels:/m)
    .slice(1, MAX_ALERTS + 1)
    .map((block) => `Labels:${block}`);
  return {
    labels: common(blocks.map((block) => pairsAfter(block, 'Labels:'))),
    annotations: common(blocks.map((block) => pairsAfter(block, 'Annotations:'))),
  };
}

/** `entry` is the incident's first_trigger_log_entry, which holds a channel only when it was asked for. */
export function detailsOf(entry: unknown): Details {
  const channel = isRecord(entry) ? entry.channel : null;
  if (!isRecord(channel)) return NOTHING;
  const cef = isRecord(channel.cef_details) ? channel.cef_details : {};
  const details = isRecord(channel.details) ? channel.details : isRecord(cef.details) ? cef.details : {};
  const { firing, ...rest } = details;
  const said = typeof firing === 'string' ? firingOf(firing) : NOTHING;
  const event = filled({
    severity: textOf(cef.severity, 40),
    component: textOf(cef.source_component, 200),
    host: textOf(cef.source_origin, 200),
    event_class: textOf(cef.event_class, 200),
  });
  return { labels: { ...event, ...said.labels }, annotations: { ...textsOf(rest, MAX_FIELDS), ...said.annotations } };
}
