// The servers, rules and files behind one feed: each answers or can be read, or says why not.
import { revealLine } from '../../../shared/domain/reveal-text';
import type { PeerHealth } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { latencyWords } from './feed-words';
import styles from './feeds.module.css';
import { StateShape } from './state-shape';

/** What the list holds, as its heading. */
export function peersTitle(peers: readonly PeerHealth[]): string {
  if (peers.some((peer) => peer.part === 'file')) return msg`Files`;
  return peers.some((peer) => peer.part === 'rule') ? msg`Servers and rules` : msg`Servers`;
}

function answerWords({ part, isOk, latencyMs }: PeerHealth): string {
  if (part === 'file') return isOk ? '' : msg`not read`;
  if (isOk) return latencyWords(latencyMs);
  return part === 'rule' ? 'unknown' : msg`no answer`;
}

export function Peers({ peers }: { readonly peers: readonly PeerHealth[] }) {
  if (peers.length === 0) return null;
  return (
    <ul className={styles.peers} aria-label={peersTitle(peers)}>
      {peers.map((peer) => (
        <li key={`${peer.part ?? 'server'} ${peer.url}`}>
          <StateShape state={peer.isOk ? 'ok' : 'blind'} />
          <span className={styles.peerUrl}>{peer.url}</span>
          <span className={styles.peerLatency}>{answerWords(peer)}</span>
          {peer.note !== undefined && <span className={styles.peerWhy}>{revealLine(peer.note)}</span>}
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
