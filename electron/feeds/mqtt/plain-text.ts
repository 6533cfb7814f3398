// Plain text from devices that know no JSON: the topic says what it is about, the payload how it is. Pure.
import type { AlertSeverity } from '../../../shared/domain/severity';
import type { Sighting } from '../../../shared/feed';

const MAX_TEXT = 2000;
const PART = /^\{([A-Za-z_]\w*)\}$/;

export interface PlainTextRules {
  /** `plant/{site}/{name}`; empty: the topic as a whole is the name. */
  readonly topicPattern: string;
  readonly clearWords: readonly string[];
  readonly plainSeverity: AlertSeverity;
}

/** Empty: it can be used. */
export function topicPatternProblem(pattern: string): string {
  if (pattern === '') return '';
  const names = pattern.split('/').flatMap((part) => PART.exec(part)?.[1] ?? []);
  if (pattern.split('/').some((part) => /[{}]/.test(part) && !PART.test(part))) return 'each part is a word, + or a {name} of its own';
  return new Set(names).size === names.length ? '' : 'two parts have the same name';
}

/** Labels from the parts of a topic; null: the topic is not of this pattern. */
function labelsFrom(topic: string, pattern: string): Record<string, string> | null {
  if (pattern === '') return {};
  const [parts, wanted] = [topic.split('/'), pattern.split('/')];
  if (parts.length !== wanted.length) return null;
  const labels: Record<string, string> = {};
  for (const [i, want] of wanted.entries()) {
    const name = PART.exec(want)?.[1];
    const part = parts[i] ?? '';
    if (name) labels[name] = part;
    else if (want !== '+' && want !== part) return null;
  }
  return labels;
}

/** The topic is the alert's identity, so a later word at the same topic is about the same alert. An empty payload clears, as it does at the broker. */
export function readPlainText(topic: string, text: string, rules: PlainTextRules): Sighting {
  const labels = labelsFrom(topic, rules.topicPattern) ?? {};
  const words = text.trim();
  const isOver = words === '' || rules.clearWords.some((word) => word.toLowerCase() === words.toLowerCase());
  const { name, ...rest } = labels;
  const summary = words.length > MAX_TEXT ? `${words.slice(0, MAX_TEXT - 1)}…` : words;
  return {
    ...{
      key: `topic:${topic.slice(0, 500)}`,
      state: isOver ? 'resolved' : 'firing',
      name: name || topic.slice(0, 200) || 'message',
      summary,
    },
    ...{ labels: { ...rest, topic: topic.slice(0, 1000) }, annotations: {}, severity: rules.plainSeverity },
    ...{ startsAt: 0, suppression: null, link: null },
  };
}
