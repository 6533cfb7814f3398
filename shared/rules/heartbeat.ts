// Which alert is a feed's heartbeat: by name (`Watchdog`), by name and labels (`Watchdog{cluster="eu"}`), or by labels alone (`{team="core"}`).
import type { AlertData } from '../domain/alert';
import type { Matcher } from '../feed';
import { compileMatchers, parseMatcher } from './matchers';

export type HeartbeatTest = (alert: Pick<AlertData, 'name' | 'labels'>) => boolean;

const SELECTOR = /^([^{]*)\{(.*)\}$/s;
const ONE = /\s*([A-Za-z_][\w.-]*\s*(?:=~|!~|!=|=)\s*"(?:[^"\\]|\\.)*")\s*(?:,|$)/sy;

/** The parts of a selector; null: braces that hold no matchers. */
function readMatchers(text: string): Matcher[] | null {
  const matchers: Matcher[] = [];
  ONE.lastIndex = 0;
  for (let at = 0; at < text.length; at = ONE.lastIndex) {
    const matcher = parseMatcher(ONE.exec(text)?.[1] ?? '');
    if (!matcher) return null;
    matchers.push(matcher);
  }
  return matchers.length === 0 || !compileMatchers(matchers).ok ? null : matchers;
}

/** Can a person have meant it? Braces around what is no matcher are a slip. */
export function isHeartbeat(text: string): boolean {
  const [, , inner] = SELECTOR.exec(text.trim()) ?? [];
  return inner === undefined || !/[=~]/.test(inner) || readMatchers(inner) !== null;
}

/** Compile once, ask for each alert. Empty: nothing is a heartbeat. */
export function heartbeatTest(heartbeat: string): HeartbeatTest {
  const text = heartbeat.trim();
  if (text === '') return () => false;
  const [, name = '', inner = ''] = SELECTOR.exec(text) ?? [];
  const matchers = inner === '' ? null : readMatchers(inner);
  if (!matchers) return (alert) => alert.name === text;
  const compiled = compileMatchers(matchers);
  const fits = compiled.ok ? compiled.test : () => false;
  const wanted = name.trim();
  return (alert) => (wanted === '' || alert.name === wanted) && fits(alert.labels);
}
