// The rules that a person can start from; they lie in assets/ as a person would write them.
import { parse } from 'yaml';
import text from '../../../assets/presets/log-rules.yml?raw';
import type { RulePreset } from '../../../shared/feed';

/** In the order of the file; the test of the presets holds each against the schema of rules. */
export const presets = parse(text) as readonly RulePreset[];
