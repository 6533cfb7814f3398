// Three real nats-servers (Debian's) as one JetStream cluster on loopback, with wires between them, and to each desk, that can be cut.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { type Child, startChild } from '../../scripts/process/child.mjs';
import { eventually } from './eventually';
import { freePort } from './free-port';
import { type WireCutter, wireCutter } from './wire-cutter';

const NODES = 3;

interface Node {
  readonly name: string;
  readonly port: number;
  readonly routes: number;
  readonly monitor: number;
  readonly cutter: WireCutter;
  server: Child | null;
}

/** What one desk dials: a wire to every node. */
export interface DeskWires {
  readonly servers: string[];
  readonly cut: () => void;
  readonly mend: () => void;
}

export interface NatsCluster {
  readonly size: number;
  readonly connect: () => Promise<NatsConnection>;
  /** Wires of one more desk; ended with the cluster. */
  readonly wires: () => Promise<DeskWires>;
  /** Ends a node at once (SIGKILL); its store stays. */
  readonly kill: (node: number) => Promise<void>;
  readonly start: (node: number) => Promise<void>;
  /** Cuts a node off from the other nodes; desks still reach it. */
  readonly isolate: (node: number) => void;
  readonly mend: () => void;
  /** The node that leads the stream; null while there is none. */
  readonly leaderOf: (stream: string) => Promise<number | null>;
  /** How many routes to other nodes a node has now, as its monitor tells. */
  readonly routesOf: (node: number) => Promise<number>;
  readonly stop: () => Promise<void>;
}

/** The name that a server says on its routes. */
const routeName = (said: string): string | null => /"(?:server_name|name)":"(n\d)"/.exec(said)?.[1] ?? null;

export async function startNatsCluster(): Promise<NatsCluster> {
  const dir = mkdtempSync(join(tmpdir(), 'dogwatch-cluster-'));
  const nodes: Node[] = [];
  for (let i = 0; i < NODES; i++) {
    const [port, routes, monitor] = [await freePort(), await freePort(), await freePort()];
    nodes.push({ name: `n${i}`, port, routes, monitor, cutter: await wireCutter(routes, routeName), server: null });
  }
  const cutters: WireCutter[] = nodes.map(({ cutter }) => cutter);
  const open = () => connect({ servers: nodes.map(({ port }) => `127.0.0.1:${port}`), timeout: 2_000, ignoreClusterUpdates: true });
  const start = async (i: number): Promise<void> => {
    const node = nodes[i] as Node;
    const file = join(dir, `${node.name}.conf`);
    writeFileSync(file, configuration(node, nodes, dir));
    node.server = startChild({ name: node.name, file: 'nats-server', args: ['-c', file] });
  };
  const using = async <T>(work: (nc: NatsConnection) => Promise<T>): Promise<T> => {
    const nc = await open();
    return work(nc).finally(() => nc.close());
  };
  await Promise.all(nodes.map((_, i) => start(i)));
  await eventually('the cluster has a leader', () => using(async (nc) => (await jetstreamManager(nc)).getAccountInfo()), {
    limitMs: 30_000,
  });
  return {
    ...{ size: NODES, connect: open, start },
    async wires() {
      const own = await Promise.all(nodes.map(({ port }) => wireCutter(port)));
      cutters.push(...own);
      return {
        servers: own.map(({ port }) => `nats://127.0.0.1:${port}`),
        cut: () => own.forEach((wire) => void wire.cut()),
        mend: () => own.forEach((wire) => void wire.mend()),
      };
    },
    kill: async (i) => nodes[i]?.server?.stop('SIGKILL'),
    isolate(i) {
      nodes[i]?.cutter.cut();
      for (const other of nodes) if (other !== nodes[i]) other.cutter.cut(`n${i}`);
    },
    mend: () => nodes.forEach(({ cutter }) => void cutter.mend()),
    leaderOf: (stream) =>
      using(async (nc) => {
        const { cluster } = await (await jetstreamManager(nc)).streams.info(stream);
        const at = nodes.findIndex(({ name }) => name === cluster?.leader);
        return at < 0 ? null : at;
      }),
    async routesOf(i) {
      const answer = await fetch(`http://127.0.0.1:${nodes[i]?.monitor}/routez`);
      return ((await answer.json()) as { num_routes: number }).num_routes;
    },
    async stop() {
      await Promise.all(nodes.map(({ server }) => server?.stop('SIGKILL')));
      await Promise.all(cutters.map((cutter) => cutter.stop()));
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Nodes tell each other, and find each other, by their wires only; desks are told of none. */
function configuration({ name, port, routes, monitor, cutter }: Node, nodes: readonly Node[], dir: string): string {
  const others = nodes.filter((node) => node.name !== name).map((node) => `nats://127.0.0.1:${node.cutter.port}`);
  return [
    `server_name: ${name}`,
    `listen: 127.0.0.1:${port}`,
    `http: 127.0.0.1:${monitor}`,
    `jetstream { store_dir: "${join(dir, name)}" }`,
    `cluster { name: dogs, listen: 127.0.0.1:${routes}, cluster_advertise: "127.0.0.1:${cutter.port}", no_advertise: true`,
    `  routes: [${others.map((url) => `"${url}"`).join(', ')}] }`,
    '',
  ].join('\n');
}
