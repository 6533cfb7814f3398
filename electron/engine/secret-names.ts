// Which fields of a feed are secrets, by its kind's manifest.
import type { FeedManifest } from '../../shared/feed';

export function secretNames(manifest: FeedManifest | undefined): string[] {
  return (manifest?.fields ?? []).filter((f) => f.type === 'secret').map((f) => f.name);
}
