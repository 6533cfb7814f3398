// Access logs of web servers, Common and Combined. https://httpd.apache.org/docs/2.4/logs.html#accesslog
import { fieldsOf, type Level, type LogFormat } from './entry';
import { accessTime } from './time';

const QUOTED = '"((?:[^"\\\\]|\\\\.)*)"';
const LINE = new RegExp(`^(\\S+) (\\S+) (\\S+|"[^"]*") \\[([^\\]]{20,40})\\] ${QUOTED} (\\d{3}) (\\d+|-)(?: ${QUOTED} ${QUOTED})?(.*)`);

function levelOfStatus(status: number): Level {
  return status >= 500 ? 'error' : status >= 400 ? 'warn' : 'info';
}

export const access: LogFormat = {
  id: 'access',
  name: 'access log (Common or Combined)',
  isJoined: false,
  isHead: () => true,
  parse(text, clock) {
    const match = LINE.exec(text);
    if (!match) return null;
    const [, client = '', , user = '', time = '', request = '', status = '', bytes = '', referer = '', agent = '', more = ''] = match;
    const [method = '', path = '', protocol = ''] = request.split(' ');
    const said = { client, user, method, path, protocol, status, bytes, referer, agent };
    const tookSeconds = /^ (?:rt=)?(\d+\.\d+)/.exec(more)?.[1];
    const pairs = Object.entries(said).filter(([, value]) => value !== '' && value !== '-');
    const fields = fieldsOf(tookSeconds === undefined ? pairs : [...pairs, ['took', tookSeconds]]);
    return { at: accessTime(time, clock), level: levelOfStatus(Number(status)), message: `${request} ${status}`, fields };
  },
};
