// Where ports to the engine arrive. The page's first script asks for one, long before the console's code is read: the engine then
// puts the first rows into it, and they are there when React draws for the first time.
type Taker = (port: MessagePort) => void;

let arrived: MessagePort | null = null;
let isAsked = false;
let taker: Taker | null = null;

function onMessage(event: MessageEvent): void {
  const [fresh] = event.ports;
  if (event.source !== window || event.data?.dogwatch !== 'port' || !fresh) return;
  if (taker) taker(fresh);
  else {
    arrived?.close();
    arrived = fresh;
  }
}

/** Asks before anybody takes; what arrives is kept. */
export function askEarly(): void {
  isAsked = true;
  window.addEventListener('message', onMessage);
  window.dogwatch.requestPort();
}

/** Every port goes to `take` from now on, one that arrived before at once. `isAsked`: one was asked for and may still be on its way. */
export function takePorts(take: Taker): { readonly isAsked: boolean; readonly end: () => void } {
  taker = take;
  const wasAsked = isAsked;
  isAsked = false;
  window.addEventListener('message', onMessage);
  if (arrived) take(arrived);
  arrived = null;
  return {
    isAsked: wasAsked,
    end: () => {
      taker = null;
      window.removeEventListener('message', onMessage);
    },
  };
}
