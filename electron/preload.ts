// The bridge between the sandboxed window and the shell, made of the contract's names and nothing else.
import { contextBridge, ipcRenderer } from 'electron';
import type { DogwatchBridge, Reply, ShellCall, ShellPush } from '../shared/contract';

// A record, so that a call which the contract gains or loses does not compile here.
const CALLS: Readonly<Record<ShellCall, true>> = {
  'open-link': true,
  'get-preferences': true,
  'set-preferences': true,
  'save-text-file': true,
  'set-passphrase': true,
  'save-evidence': true,
};

const listeners = new Set<(push: ShellPush) => void>();

ipcRenderer.on('dogwatch:push', (_event, push: ShellPush) => {
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
    const isKnown = Object.hasOwn(CALLS, call);
    const answer: Promise<Reply<never>> = isKnown
      ? ipcRenderer.invoke(`dogwatch:${call}`, args)
      : ipcRenderer.invoke('dogwatch:unknown', String(call));
    return answer;
  },
  onPush: (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  requestPort: () => ipcRenderer.send('dogwatch:port'),
};

contextBridge.exposeInMainWorld('dogwatch', bridge);
