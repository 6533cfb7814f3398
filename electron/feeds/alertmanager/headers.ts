// Headers of every request to an Alertmanager. Mimir and Cortex read the tenant from X-Scope-OrgID.
import type { AlertmanagerConfig } from './config';

export function headersOf(config: AlertmanagerConfig): Record<string, string> {
  return config.tenant ? { 'x-scope-orgid': config.tenant } : {};
}
