// Answers without end or without haste.
import type { RawAnswer } from './raw-server';

const MEGABYTE = Buffer.alloc(1_000_000, '[],');

/** A list of nothing of so many MB, as fast as they are taken. */
export const endless =
  (megabytes: number): RawAnswer =>
  (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n[');
    let left = megabytes;
    const more = (): void => {
      if (left-- > 0 && !socket.destroyed) socket.write(MEGABYTE, more);
      else socket.end('[]]');
    };
    more();
  };

/** `rest` a byte at a time, again and again. */
export const dribble =
  (head: string, rest: string): RawAnswer =>
  (socket) => {
    socket.write(head);
    let at = 0;
    const timer = setInterval(() => socket.write(rest[at++ % rest.length] as string), 20);
    socket.on('close', () => clearInterval(timer));
  };
export const GOOD_HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
/** A body that never comes to its end. */
export const slowBody = dribble(`${GOOD_HEAD}content-length: 100000\r\n\r\n[`, ' ');
