// Finds the incident that a deep link names. The number is what people write down; the window knows incidents by id.
import type { DeepLink } from './deep-link';
import type { EngineProcess } from './engine-process';

/** The incident's id, or null when the log knows no such number (or the engine is away). */
export async function findIncident(engine: Pick<EngineProcess, 'call'>, link: DeepLink): Promise<string | null> {
  const found = await engine.call('search', { text: `INC-${link.incidentNumber}`, limit: 50 });
  if (!found.ok) return null;
  return found.value.hits.find((hit) => hit.row.number === link.incidentNumber)?.row.id ?? null;
}
