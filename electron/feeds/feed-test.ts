// Tries a feed's settings without keeping anything: one poll, told in one sentence.
import type { FeedTest } from '../../shared/contract';
import type { FeedFailure, PeerHealth, Sighting } from '../../shared/feed';
import { heartbeatTest } from '../../shared/rules/heartbeat';
import type { Session } from './session';

const SAMPLE = 5;

export function failedTest(failure: FeedFailure, peers: readonly PeerHealth[] = []): FeedTest {
  return { isOk: false, words: failure.what, remedy: failure.remedy, alertCount: 0, peers, sample: [] };
}

function countWords(sightings: readonly Sighting[]): string {
  const held = sightings.filter((sighting) => sighting.suppression).length;
  const alerts = `${sightings.length} ${sightings.length === 1 ? 'alert' : 'alerts'}`;
  return held > 0 ? `${alerts}, ${held} of them held back at the source` : alerts;
}

/** A source that sends by itself has nothing to show yet. */
async function testPushed(session: Session): Promise<FeedTest> {
  const peer = await session.check(AbortSignal.timeout(session.pollLimitMs));
  await session.close();
  if (peer.failure) return failedTest(peer.failure, [peer]);
  const words = `${peer.url} works. Alerts come when the source sends them.`;
  return { isOk: true, words, remedy: '', alertCount: 0, peers: [peer], sample: [] };
}

/** The session is closed afterwards. */
export async function testSession(session: Session, heartbeat: string): Promise<FeedTest> {
  if (session.manifest.isPushed) return testPushed(session);
  const limit = AbortSignal.timeout(session.pollLimitMs);
  const result = await session.poll(null, null, limit);
  await session.close();
  if (result.kind === 'failed') return failedTest(result.failure, result.peers);
  const sightings = result.kind === 'snapshot' ? result.sightings : [];
  const rejected = result.kind === 'snapshot' ? result.rejected.length : 0;
  const away = result.peers.filter((peer) => !peer.isOk);
  const unknown = away.filter((peer) => peer.part === 'rule');
  const latencyMs = Math.max(0, ...result.peers.map((peer) => peer.latencyMs ?? 0));
  const hasFiles = result.peers.some((peer) => peer.part === 'file');
  const isMissingHeartbeat = heartbeat !== '' && !sightings.some(heartbeatTest(heartbeat));
  const words = [
    `${hasFiles ? 'Read' : `Answered in ${Math.round(latencyMs)} ms`}: ${countWords(sightings)}.`,
    ...unknown.map((rule) => rule.failure?.what ?? ''),
    away.length > unknown.length
      ? `${away.length} of ${result.peers.length} ${hasFiles ? 'files can not be read' : 'servers did not answer'}.`
      : '',
    rejected > 0 ? `${rejected} rows could not be read.` : '',
    isMissingHeartbeat ? `The heartbeat alert ${heartbeat} is not firing.` : '',
    session.isTlsUnchecked ? "The server's certificate is not checked." : '',
  ];
  return {
    isOk: unknown.length === 0,
    words: words.filter((word) => word !== '').join(' '),
    remedy: away[0]?.failure?.remedy ?? '',
    alertCount: sightings.length,
    peers: result.peers,
    sample: [...new Set(sightings.map((sighting) => sighting.name))].slice(0, SAMPLE),
  };
}
