// The presets that are shipped, one line each; each is a kind of feed of its own. Their text is built in.
import argocd from '../../../assets/presets/argocd.yml?raw';
import checkmk from '../../../assets/presets/checkmk.yml?raw';
import datadog from '../../../assets/presets/datadog.yml?raw';
import githubActions from '../../../assets/presets/github-actions.yml?raw';
import gitlabPipelines from '../../../assets/presets/gitlab-pipelines.yml?raw';
import healthchecks from '../../../assets/presets/healthchecks.yml?raw';
import newRelic from '../../../assets/presets/new-relic.yml?raw';
import sentry from '../../../assets/presets/sentry.yml?raw';
import statuspage from '../../../assets/presets/statuspage.yml?raw';
import uptimeKuma from '../../../assets/presets/uptime-kuma.yml?raw';
import { shippedFeed } from './preset-feed';

const TEXTS = {
  argocd,
  checkmk,
  datadog,
  'github-actions': githubActions,
  'gitlab-pipelines': gitlabPipelines,
  healthchecks,
  'new-relic': newRelic,
  sentry,
  statuspage,
  'uptime-kuma': uptimeKuma,
};

export const shipped = (kind: keyof typeof TEXTS) => shippedFeed(kind, TEXTS[kind]);
