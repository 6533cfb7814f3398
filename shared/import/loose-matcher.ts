// Alertmanager takes matchers without quotes too; ours have them.
import type { Matcher } from '../feed';
import { parseMatcher } from '../rules/matchers';

const BARE = /^\s*([\w.]+\s*(?:=~|!~|!=|=(?!~))\s*)([^"\s].*|)$/;

/** Parses `a="b"` and `a=b`; undefined when it is not one. */
export function looseMatcher(text: string): Matcher | undefined {
  return parseMatcher(text.replace(BARE, (_, head: string, value: string) => `${head}"${value.trim().replace(/[\\"]/g, '\\$&')}"`));
}
