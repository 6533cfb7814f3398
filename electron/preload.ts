// The bridge between the sandboxed window and the shell, made of the contract's names and nothing else.
import { contextBridge, ipcRenderer } from 'electron';
import type { DogwatchBridge, Reply, ShellPush } from '../shared/contract';
import { SHELL_CALL_NAMES } from '../shared/shell-call-names';

const listeners = new Set<(push: ShellPush) => void>();
/** What was pushed while the console's code was still being read. */
const unheard: ShellPush[] = [];

ipcRenderer.on('dogwatch:push', (_event, push: ShellPush) => {
  if (listeners.size === 0) unheard.push(push);
  for (const listener of listeners) listener(push);
});
// Here and not in the page, so that a page under repair still sounds.
ipcRenderer.on('dogwatch:sound', (_event, name: string) => {
  const audio = new Audio(`/sounds/${name}.wav`);
  // A sound that has ended would keep the machine's audio running until it is collected.
  audio.onended = () => {
    audio.removeAttribute('src');
    audio.load();
  };
  void audio.play().catch(() => {});
});
ipcRenderer.on('dogwatch:port', (event) => window.postMessage({ dogwatch: 'port' }, window.location.origin, event.ports));

const bridge: DogwatchBridge = {
  invoke: (call, args) => {
    const isKnown = SHELL_CALL_NAMES.includes(call);
    const answer: Promise<Reply<never>> = isKnown
      ? ipcRenderer.invoke(`dogwatch:${call}`, args)
      : ipcRenderer.invoke('dogwatch:unknown', String(call));
    return answer;
  },
  onPush: (listener) => {
    listeners.add(listener);
    for (const push of unheard.splice(0)) queueMicrotask(() => listener(push));
    return () => listeners.delete(listener);
  },
  requestPort: () => ipcRenderer.send('dogwatch:port'),
};

contextBridge.exposeInMainWorld('dogwatch', bridge);
