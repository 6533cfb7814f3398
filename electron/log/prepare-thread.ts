// Entry of the thread beside a storm's commit: prepares batches of events in the order in which they come.
import { parentPort, workerData } from 'node:worker_threads';
import { prepareBytes } from './prepare';
import type { Done, Task, ThreadStart } from './side-thread';

const { port, answers } = workerData as ThreadStart;

parentPort?.on('message', (tasks: readonly Task[]) => {
  const done: Done[] = tasks.map(({ seq, kind, incident, content }) => ({ seq, ...prepareBytes(kind, incident, content) }));
  const buffers = done.flatMap(({ deflated }) => (deflated && deflated.byteLength === deflated.buffer.byteLength ? [deflated.buffer] : []));
  port.postMessage(done, buffers as ArrayBuffer[]);
  Atomics.add(answers, 0, 1);
  Atomics.notify(answers, 0);
});
