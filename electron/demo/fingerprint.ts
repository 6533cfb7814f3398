// The identity of an alert, computed exactly as Alertmanager does, so that the demo's keys are those a real server would give.
import type { Labels } from '../../shared/domain/alert';

const OFFSET = 14_695_981_039_346_656_037n;
const PRIME = 1_099_511_628_211n;
const MASK = (1n << 64n) - 1n;
const SEPARATOR = Uint8Array.of(255);

/** FNV-1a (64 bit) over the sorted labels, each part followed by byte 255; 16 hex digits. Source: prometheus/common `model/signature.go`. */
export function fingerprintOf(labels: Labels): string {
  const encoder = new TextEncoder();
  let hash = OFFSET;
  const add = (bytes: Uint8Array): void => {
    for (const byte of bytes) hash = ((hash ^ BigInt(byte)) * PRIME) & MASK;
  };
  for (const name of Object.keys(labels).sort()) {
    add(encoder.encode(name));
    add(SEPARATOR);
    add(encoder.encode(labels[name] ?? ''));
    add(SEPARATOR);
  }
  return hash.toString(16).padStart(16, '0');
}
