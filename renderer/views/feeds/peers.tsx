// The servers and rules behind one feed: each answers, or says why not.
import type { PeerHealth } from '../../../shared/feed';
import { latencyWords } from './feed-words';
import styles from './feeds.module.css';
import { StateShape } from './state-shape';

/** What the list holds, as its heading. */
export function peersTitle(peers: readonly PeerHealth[]): string {
  return peers.some((peer) => peer.part === 'rule') ? 'Servers and rules' : 'Servers';
}

export function Peers({ peers }: { readonly peers: readonly PeerHealth[] }) {
  if (peers.length === 0) return null;
  return (
    <ul className={styles.peers} aria-label={peersTitle(peers)}>
      {peers.map((peer) => (
        <li key={`${peer.part ?? 'server'} ${peer.url}`}>
          <StateShape state={peer.isOk ? 'ok' : 'blind'} />
          <span className={styles.peerUrl}>{peer.url}</span>
          <span className={styles.peerLatency}>
            {peer.isOk ? latencyWords(peer.latencyMs) : peer.part === 'rule' ? 'unknown' : 'no answer'}
          </span>
          {peer.failure && (
            <span className={styles.peerWhy}>
              {peer.failure.what} {peer.failure.remedy}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
