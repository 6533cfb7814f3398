// The event by which a person says what an incident meant outside: since when, until when, for how many. Each one holds the whole
// statement; the last one counts.
import type { Impact } from '../../domain/impact';

export interface ImpactEvents {
  'incident.impact-set': Impact & { readonly by: string };
}
