// The dialects of rules by the names that manifests give them.
import type { ConfigField } from '../../../shared/feed';
import type { RuleDialect } from './rule-dialect';
import { LINES } from './rule-lines';
import { LOGQL, PROMQL } from './rule-queries';

const DIALECTS: Readonly<Record<NonNullable<ConfigField['dialect']>, RuleDialect>> = { promql: PROMQL, logql: LOGQL, lines: LINES };

export function dialectOf({ dialect = 'promql' }: Pick<ConfigField, 'dialect'>): RuleDialect {
  return DIALECTS[dialect];
}
