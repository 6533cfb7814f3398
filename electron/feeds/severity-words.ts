// The words that people use for a severity, e.g. in the label `severity`, brought to our four. What is not listed stays unknown; rules assess it and say so.
import type { AlertSeverity } from '../../shared/domain/severity';

const WORDS: Readonly<Record<AlertSeverity, readonly string[]>> = {
  critical: ['critical', 'crit', 'page', 'fatal', 'emergency', 'emerg', 'disaster', 'alert', 'p1', 'sev1'],
  error: ['error', 'err', 'high', 'major', 'severe', 'p2', 'sev2'],
  warning: ['warning', 'warn', 'minor', 'medium', 'average', 'p3', 'sev3'],
  info: ['info', 'information', 'informational', 'none', 'notice', 'ok', 'low', 'debug', 'p4', 'p5', 'sev4', 'sev5'],
};

const BY_WORD: ReadonlyMap<string, AlertSeverity> = new Map(
  (Object.entries(WORDS) as [AlertSeverity, readonly string[]][]).flatMap(([severity, words]) =>
    words.map((word) => [word, severity] as const),
  ),
);

/** Null: missing or a word that we do not know. */
export function severityOf(label: string | undefined): AlertSeverity | null {
  if (label === undefined) return null;
  return BY_WORD.get(label) ?? BY_WORD.get(label.trim().toLowerCase()) ?? null;
}
