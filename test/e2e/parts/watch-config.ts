// Settings as code for a console that looks often, so that tests wait for the product and never for a long interval.
import { stringify } from 'yaml';

export interface WatchConfig {
  /** Peers of the one feed `main`. */
  readonly urls: readonly string[];
  /** More keys of the feed, such as `failAfterSeconds` or `heartbeat`. */
  readonly feed?: Readonly<Record<string, unknown>>;
  /** More top-level keys, such as `paging`. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** The feed's name, as the window and the tray show it. */
export const FEED_NAME = 'Main cluster';

/** YAML text for `--config`: a person named Robin and one Alertmanager feed, looked at twice a second. */
export function watchConfig({ urls, feed = {}, settings = {} }: WatchConfig): string {
  const own = { id: 'main', kind: 'alertmanager', name: FEED_NAME, intervalSeconds: 0.5, clearAfterSeconds: 0.5 };
  return stringify({
    version: 1,
    person: { name: 'Robin' },
    feeds: [{ ...own, config: { urls, restartGraceSeconds: 0 }, ...feed }],
    ...settings,
  });
}
