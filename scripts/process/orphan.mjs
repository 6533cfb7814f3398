// npm runs a script through a shell, and a shell that is ended does not tell its child. So the child looks for itself.

/** Sends this process SIGTERM once the one that started it is gone. Only under npm: elsewhere an orphan may be meant to live. */
export function endWhenOrphaned() {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  timer.unref();
}
