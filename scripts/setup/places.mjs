// The checkout's root and the environment in which its tools are found, for every script.
import path from 'node:path';

/** Root of the checkout. */
export const root = path.resolve(import.meta.dirname, '..', '..');

/** Environment for a child: tools of node_modules first on the path, as npm scripts have it. */
export function toolEnvironment() {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...process.env, [name]: [path.join(root, 'node_modules', '.bin'), process.env[name]].filter(Boolean).join(path.delimiter) };
}

/** Is there a screen a window could open on? */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Is this process root (never on Windows)? */
export function isRoot() {
  return process.getuid?.() === 0;
}
