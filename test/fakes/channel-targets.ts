// A target on loopback for every kind of channel, for what all kinds owe: its settings, what it got, and a way to make it silent.
import type { SinkRule } from './http-sink';
import { startHttpSink } from './http-sink';
import { startSmtpSink } from './smtp-sink';
import { ntfySays, pagerdutySays, slackSays, teamsSays } from './vendor-sinks';

export interface ChannelTarget {
  readonly config: Readonly<Record<string, unknown>>;
  /** Everything that arrived, as it came over the wire. */
  readonly got: () => string[];
  readonly stop: () => Promise<void>;
}

/** `hang`: takes the message, never answers. `echo`: refuses, and repeats all it was told. */
export type TargetMood = 'good' | 'hang' | 'echo';

const TAIL = 'T0AB12CD3/B0EF45GH6/s3cr3tW0rdOfTheHook';
const echo: SinkRule = ({ method, path, headers, body }) => ({
  status: 403,
  body: `no: ${method} ${path} ${JSON.stringify(headers)} ${decodeURIComponent(path)} ${body.slice(0, 300)}`,
});

function http(good: SinkRule, configOf: (url: string) => Readonly<Record<string, unknown>>) {
  return async (mood: TargetMood): Promise<ChannelTarget> => {
    const sink = await startHttpSink(mood === 'good' ? good : mood === 'hang' ? () => 'hang' : echo);
    return { config: configOf(sink.url), got: () => sink.got.map((one) => one.body), stop: sink.stop };
  };
}

async function mail(mood: TargetMood): Promise<ChannelTarget> {
  const login = { user: 'watch', password: 'pa55-of-the-mail-server' };
  const sink = await startSmtpSink({ ...login, ...(mood === 'hang' && { data: 'hang' }), isEchoing: mood === 'echo' });
  const password = mood === 'echo' ? 'wr0ng-pa55-of-the-mail' : login.password;
  const config = {
    host: '127.0.0.1',
    port: sink.port,
    encryption: 'none',
    username: login.user,
    password,
    from: 'Dogwatch <dogwatch@example.org>',
    to: ['team@example.org'],
  };
  return { config, got: () => sink.mails.map((one) => one.raw), stop: sink.stop };
}

/** By kind. The contract test fails for a kind that is not in here. */
export const channelTargets: Readonly<Record<string, (mood: TargetMood) => Promise<ChannelTarget>>> = {
  slack: http(slackSays, (url) => ({ url: `${url}/services/${TAIL}` })),
  teams: http(teamsSays, (url) => ({
    url: `${url}/workflows/0123456789abcdef/triggers/manual/paths/invoke?api-version=1&sig=s3cr3tSignature0fTheFlow`,
  })),
  pagerduty: http(pagerdutySays, (url) => ({ baseUrl: url, routingKey: 'R0123456789ABCDEF0123456789ABCDE' })),
  ntfy: http(ntfySays, (url) => ({ server: url, topic: 'watch-8sdf7KJH', token: 'tk_s3cr3tToken0fNtfy' })),
  webhook: http(
    () => ({ status: 200, body: '{"id":"42"}' }),
    (url) => ({
      url: `${url}/hook/${TAIL}`,
      signingSecret: 's1gning-s3cret',
      secretHeader: 'X-Api-Key: k3y-of-the-target',
    }),
  ),
  email: mail,
  bridge: async () => ({ config: { url: 'https://meet.example/inc-{{number}}' }, got: () => [], stop: async () => undefined }),
};
