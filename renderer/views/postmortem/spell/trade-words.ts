// Words of the trade that an English dictionary lacks. Names of products are not among them: whoever writes adds those they use.

export const TRADE_WORDS: readonly string[] = (
  'postmortem postmortems runbook runbooks failover failovers rollback rollbacks rollout rollouts hotfix hotfixes timeline timelines ' +
  'backend backends frontend frontends config configs hostname hostnames namespace namespaces namespaced dataset datasets uptime ' +
  'timestamp timestamps webhook webhooks changelog changelogs autoscaling autoscaler autoscaled throughput backoff backpressure ' +
  'cron crons daemon daemons datacenter datacenters deploys redeploy redeployed redeploying endpoint endpoints failback healthcheck ' +
  'healthchecks kubelet latencies liveness metadata microservice microservices misconfigured misconfiguration multi mutex oncall ' +
  'observability offline online paginated pre prod quorum queryable ratelimit repo repos replicaset requeue requeued resharding ' +
  'resync retryable sandboxed scheduler schema schemas serializer sev shard sharded sharding shards sidecar sidecars stateful ' +
  'stateless subnet subnets subsystem subsystems syslog teardown tenancy throttled throttling triage triaged unack unacknowledged ' +
  'unmount unpin unpinned upsert upstreams username usernames validator vendored versioned versioning virtualized workaround ' +
  'workarounds workflow workflows yaml dogwatch blameless blamelessly mitigator mitigators ack acked acks dedupe deduplicate ' +
  'deduplicated deduplication allowlist denylist canary canaries checkout firewalled load-balancer plugin plugins whitepaper'
).split(' ');
