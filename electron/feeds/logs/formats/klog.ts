// klog, the log of Kubernetes' own programs: `E1123 04:10:03.123456   1 main.go:12] "Failed" err="no route"`.
// https://github.com/kubernetes/klog (header: severity letter, month and day, time, thread, file and line)
import { fieldsOf, type LogFormat, levelOf } from './entry';
import { logfmtPairs } from './logfmt';
import { klogTime } from './time';

const HEAD = /^([IWEF])(\d{4}) (\d\d:\d\d:\d\d\.\d{1,9}) +(\d+) ([^\s\]]{1,200}:\d+)\] ?/;

export const klog: LogFormat = {
  id: 'klog',
  name: 'klog (Kubernetes)',
  isJoined: true,
  isHead: (line) => HEAD.test(line),
  parse(text, clock) {
    const match = HEAD.exec(text);
    if (!match) return null;
    const [head, level = '', date = '', time = '', thread = '', place = ''] = match;
    const rest = text.slice(head.length);
    const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(rest);
    const message = quoted ? (quoted[1] ?? '').replace(/\\(.)/g, '$1') : rest;
    const pairs = quoted ? [...logfmtPairs(rest.slice(quoted[0].length))] : [];
    return {
      at: klogTime(date, time, clock),
      level: levelOf(level),
      message,
      fields: fieldsOf([['thread', thread], ['place', place], ...pairs]),
    };
  },
};
