// The servers behind one feed: each answers, or says why not.
import type { PeerHealth } from '../../../shared/feed';
import { latencyWords } from './feed-words';
import styles from './feeds.module.css';
import { StateShape } from './state-shape';

export function Peers({ peers }: { readonly peers: readonly PeerHealth[] }) {
  if (peers.length === 0) return null;
  return (
    <ul className={styles.peers} aria-label="Servers">
      {peers.map((peer) => (
        <li key={peer.url}>
          <StateShape state={peer.isOk ? 'ok' : 'blind'} />
          <span className={styles.peerUrl}>{peer.url}</span>
          <span className={styles.peerLatency}>{peer.isOk ? latencyWords(peer.latencyMs) : 'no answer'}</span>
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
