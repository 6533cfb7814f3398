// A schema's complaint as a person would say it; complaints that our schemas word themselves pass unchanged.
import { msg } from '../../../shared/words/words';

/** `Too big: expected number to be <=8760` -> `at most 8760`. Without capital and full stop: it stands inside a sentence. */
export function schemaWords(message: string): string {
  return message
    .replace(/^Invalid input: expected number, received (NaN|null|undefined)$/, msg`a number is needed`)
    .replace(
      /^Too small: expected \w+ to be (>=?)\s*(\S+)$/,
      (_all, sign: string, limit: string) => msg`at least ${sign === '>' ? msg`more than ` : ''}${limit}`,
    )
    .replace(/^Too big: expected \w+ to be <=?\s*(\S+)$/, msg`at most $1`)
    .replace(/^Too small: expected string to have >=1 characters$/, msg`this cannot be empty`)
    .replace(/^Too big: expected string to have <=(\d+) characters$/, msg`at most $1 characters`)
    .replace(/^Too small: expected array to have >=1 items$/, msg`at least one is needed`)
    .replace(/^Invalid string: must match pattern .*$/, msg`not the expected form`);
}
