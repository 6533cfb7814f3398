// A person types text; a connector wants lists, numbers and truths. The two ways between them live here, nowhere else.
import type { ConfigField } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { dialectOf } from './rule-dialects';
import { readRules, showRules } from './rules-draft';

/** What a control of the form holds: text for all that is typed, a truth for a switch. */
export type FieldDraft = string | boolean;

/** A typed value, or the words to show at the field. `undefined` = left empty, so left out of the settings. */
export type FieldReading = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

/** A stored value as its control shows it. Lists stand one entry a line. Secrets never come back to the window. */
export function showField(field: ConfigField, value: unknown): FieldDraft {
  if (field.type === 'boolean') return value === undefined ? field.isOn === true : value === true;
  if (field.type === 'rules') return showRules(dialectOf(field), value);
  if (field.type === 'secret' || value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(String).join('\n');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What was typed, in the connector's shape. */
export function readField(field: ConfigField, draft: FieldDraft): FieldReading {
  if (typeof draft === 'boolean') return { ok: true, value: draft };
  if (field.type === 'rules') return readRules(dialectOf(field), draft);
  const text = field.type === 'multiline' || field.type === 'secret' ? draft : draft.trim();
  if (text.trim() === '') return field.isRequired ? { ok: false, message: msg`${field.label} is needed.` } : { ok: true, value: undefined };
  switch (field.type) {
    case 'number':
      return readNumber(field, text);
    case 'url-list':
      return readUrls(text);
    case 'text-list':
      return { ok: true, value: entries(text) };
    default:
      return { ok: true, value: text };
  }
}

function readNumber(field: ConfigField, text: string): FieldReading {
  const value = Number(text.replace(',', '.'));
  return Number.isFinite(value) ? { ok: true, value } : { ok: false, message: msg`${field.label} must be a number.` };
}

function readUrls(text: string): FieldReading {
  const urls = entries(text);
  const odd = urls.find((url) => !/^https?:\/\/[^\s/]+/i.test(url));
  if (odd === undefined) return { ok: true, value: urls };
  return { ok: false, message: msg`“${odd}” is no address: write it with http:// or https://, one a line.` };
}

function entries(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
