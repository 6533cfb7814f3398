// A postmortem with everything that typesetting has to cope with.
import { deflateSync } from 'node:zlib';
import { hashOf } from '../../../electron/log/attachments';
import { parseChart } from '../../../shared/postmortem/chart-fence';
import { chartSvg } from '../../../shared/postmortem/export/chart-svg';
import type { ExportDocument, ExportPicture } from '../../../shared/postmortem/export/document';

/** A PNG of slanted bars, `width` x `height`. Format: https://www.w3.org/TR/png-3/ */
export function samplePng(width = 900, height = 320): Buffer {
  const rows = Array.from({ length: height }, (_, y) => {
    const row = Buffer.alloc(1 + width * 3, 255);
    for (let x = 0; x < width; x++) {
      const top = height * (0.75 - 0.5 * Math.exp(-(((x - width * 0.6) / (width * 0.08)) ** 2)));
      const [r, g, b] = y > top ? [11, 107, 203] : y % 40 === 0 ? [221, 226, 233] : [255, 255, 255];
      row.set([r ?? 0, g ?? 0, b ?? 0], 1 + x * 3);
    }
    row[0] = 0;
    return row;
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const whole = Buffer.alloc(8 + body.length);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc(body), 4 + body.length);
  return whole;
}

function crc(bytes: Buffer): number {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  }
  return (rest ^ 0xffffffff) >>> 0;
}

const bytes = samplePng();
export const picture: ExportPicture = { sha256: hashOf(bytes), mime: 'image/png', bytes };
export const pictureOf = (sha256: string): ExportPicture | null => (sha256 === picture.sha256 ? picture : null);

const factor =
  'The migration check ran on an empty database, so the missing index had no cost there. Statistics on the replica were nine days old, and the planner chose a sequential scan as soon as the table passed eighty million rows. ';

/** `pages`: about so many on A4. */
export function sampleDocument(pages = 3): ExportDocument {
  const rows = Array.from({ length: pages * 14 }, (_, n) => {
    const at = new Date(Date.UTC(2026, 10, 22, 2, 4, 10) + n * 41_000).toISOString().slice(11, 19);
    return `| ${at} | Alert \`HighErrorRate\` fired again on pod checkout-${n} in eu-west-1 | [Alertmanager](dogwatch://incident/INC-1042#event-01J${n}) |`;
  });
  const factors = Array.from({ length: pages * 2 }, (_, n) => `### Factor ${n + 1}\n\n${factor.repeat(3)}\n`);
  const text = `# Checkout errors after deploy 4.18.0

SEV1, 2026-11-22 03:04 to 03:30 CET, 26 minutes.

## Summary

Between 03:04 and 03:30 CET **one in seven** checkout requests in eu-west-1 failed. A deploy removed an index that the *ledger query* relied on; the query then exceeded its time-out under normal load.

## Impact

14.2 % of checkout requests failed at the peak; 3,118 orders were retried later, 41 were lost; 12 support requests.

![Error rate of checkout, eu-west-1](attachment:${picture.sha256})

![A picture that nobody has](attachment:${'0'.repeat(64)})

## Timeline

| time (CET) | what | source |
|---|---|---|
${rows.join('\n')}

\`\`\`chart
chart: alerts
incident: INC-1042 inc-1042
from: 2026-11-22T02:00:00.000Z
to: 2026-11-22T03:00:00.000Z
caption: When each alert of INC-1042 fired
\`\`\`

\`\`\`chart
chart: stages
incident: INC-1042 inc-1042
from: 2026-11-22T02:00:00.000Z
to: 2026-11-22T02:40:00.000Z
mark: 2026-11-22T02:03:00.000Z detected
mark: 2026-11-22T02:07:00.000Z responding
mark: 2026-11-22T02:19:00.000Z resolving
caption: Stages of INC-1042
\`\`\`

## Contributing factors

${factors.join('\n')}
> The review showed no query plan, so there was nothing to notice.

\`\`\`sql
EXPLAIN ANALYZE SELECT sum(amount) FROM ledger WHERE account_id = $1 AND booked_at > now() - interval '30 days' AND settled IS NULL;
\`\`\`

<script>alert(1)</script> and a [link](javascript:alert(1)), a [real one](https://example.com/?a=1&b="2") and ![elsewhere](https://tracker.example/x.png).

## Actions

- [ ] Run migrations against a copy with production row counts in CI (owner: @raj, due: 2026-12-04, kind: prevent, id: act-01JABC)
- [x] Alert when replication lag passes 30 s (owner: @ana, due: 2026-11-30, kind: detect)
- [ ] Show the query plan in the review
`;
  return {
    ...{ incident: 'inc-1042', number: 1042, title: 'Error rate above objective', severity: 1, service: 'checkout', status: 'Approved' },
    ...{ isRestricted: false, text, editedAt: Date.UTC(2026, 10, 23, 15, 2) },
  };
}

const AT = Date.UTC(2026, 10, 22, 2);
const MINUTE = 60_000;

/** Draws the sample's charts over invented lanes. */
export function drawSampleChart(text: string): string | null {
  const chart = parseChart(text);
  const lanes = Array.from({ length: 9 }, (_, n) => ({
    label: `HighErrorRate pod checkout-${n} in eu-west-1${'abc'[n % 3]}`,
    alerts: 1,
    spans: [
      [AT + (4 + n * 2) * MINUTE, AT + (20 + n * 3) * MINUTE],
      [AT + (48 + n) * MINUTE, null],
    ] as const,
  }));
  return chart && chartSvg(chart, { lanes, timeZone: 'Europe/Berlin' });
}
