// What a person can do at a Grafana: what can be done at its Alertmanager, in the name of its organization.
import type { ActionResult, FeedActions } from '../../../shared/feed';
import { actions as alertmanager } from '../alertmanager/actions';
import { ofGrafana, withOrg } from './ask';
import type { GrafanaConfig } from './config';

type Own = Required<Pick<FeedActions<GrafanaConfig['alertmanager']>, 'ack' | 'unack' | 'silence' | 'unsilence' | 'listSilences'>>;

const inner = alertmanager as Own;

function worded(result: ActionResult): ActionResult {
  return result.ok ? result : { ok: false, failure: ofGrafana(result.failure) };
}

/** The actions that the manifest declares: ack, unack, silence, unsilence and list-silences. */
export const actions: FeedActions<GrafanaConfig> = {
  ack: async (ctx, config, args) => worded(await inner.ack(withOrg(ctx, config), config.alertmanager, args)),
  unack: async (ctx, config, args) => worded(await inner.unack(withOrg(ctx, config), config.alertmanager, args)),
  silence: async (ctx, config, args) => worded(await inner.silence(withOrg(ctx, config), config.alertmanager, args)),
  unsilence: async (ctx, config, args) => worded(await inner.unsilence(withOrg(ctx, config), config.alertmanager, args)),
  listSilences: (ctx, config) => inner.listSilences(withOrg(ctx, config), config.alertmanager),
};
