// An invented postmortem, what the slash menu offers with it, and a text of a wanted size.
import type { Insert, InsertKind, Version } from '../../../../renderer/views/postmortem/seams';

export const SAMPLE = `# Checkout errors after deploy 4.18.0

SEV1, 2026-11-22 03:04 to 03:30 CET, 26 min. Incident manager: role on call. Similar to INC-977.

## Summary

Between 03:04 and 03:30 CET **one in seven** checkout requests in *eu-west-1* failed. A deploy removed an index that the ledger
query relied on; the query then exceded its time-out under normal load.

## Impact

14.2 % of checkout requests failed at the peak; 3,118 orders were retried later, 41 were lost; 12 support requests.

> "Customers see a spinner, then an error" (support, 03:11)

## Timeline

| When | What |
| --- | --- |
| 03:00:44 | Deploy \`checkout 4.18.0\` finished |
| 03:04:10 | Impact starts (confirmed) |
| 03:04:50 | First alert HighErrorRate; page shown 03:04:58 |

![error rate](attachment:graph-1)

## Contributing factors

## What mitigated it

1. The deploy was taken back.
2. The index was built again:

\`\`\`sql
create index concurrently ledger_by_order on ledger (order_id);
\`\`\`

## Actions

- [ ] Run migrations against a copy with production row counts in CI (owner: @raj, due: 2026-12-04, kind: prevent)
- [x] Alert on slow ledger queries (owner: @ana, due: 2026-11-25, kind: detect)

<script>alert(1)</script> and ![elsewhere](https://evil.example/pixel.png) and [a link](https://grafana.example/d/1).
`;

const entry = (time: string, words: string): Insert => ({ label: words, detail: time, markdown: `- ${time} ${words}` });

export const INSERTS: Readonly<Record<InsertKind, readonly Insert[]>> = {
  timeline: [
    entry('03:00:44', 'Deploy checkout 4.18.0 finished'),
    entry('03:04:50', 'First alert HighErrorRate'),
    entry('03:07:28', 'Acknowledged by the incident manager'),
    entry('03:12:00', 'Rollback started'),
  ],
  graph: [{ label: 'error rate', detail: 'eu-west-1', markdown: '![error rate](attachment:graph-1)' }],
  action: [
    { label: 'prevent', detail: 'it does not happen again', markdown: '- [ ]  (kind: prevent)' },
    { label: 'detect', detail: 'it is seen earlier', markdown: '- [ ]  (kind: detect)' },
  ],
  role: [{ label: 'incident manager', detail: 'role', markdown: 'the incident manager' }],
  quote: [],
};

export const VERSIONS: readonly Version[] = [
  { id: 'v2', at: Date.UTC(2026, 10, 22, 15, 2), by: 'Ana', note: '14 changes' },
  { id: 'v1', at: Date.UTC(2026, 10, 22, 14, 40), by: 'Dogwatch', note: 'drafted from the timeline' },
];

export const OLD_TEXT = SAMPLE.replace('one in seven', 'many')
  .replace('12 support requests', 'support requests')
  .replace('| 03:04:10 | Impact starts (confirmed) |\n', '');

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

/** A picture of a graph, drawn here. */
export function graphPicture(): string {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 160;
  const pen = canvas.getContext('2d');
  if (!pen) return `data:image/png;base64,${PIXEL}`;
  pen.fillStyle = '#5aa9e6';
  for (let x = 0; x < 640; x += 4) pen.fillRect(x, 150 - (x > 200 && x < 470 ? 100 : 12) - ((x * 37) % 23), 3, 160);
  return canvas.toDataURL('image/png');
}

const PARAGRAPH =
  'The ledger query relied on an index that the deploy removed, so that requests of checkout waited for the database and failed. **Retries** made it worse, see INC-12 and `ledger_by_order`.';

/** About `bytes` long: sections with paragraphs, lists, tables and listings. */
export function longText(bytes: number): string {
  const parts: string[] = ['# A long postmortem'];
  for (let size = 0, i = 1; size < bytes; i++) {
    // What the lint raises, some of it in each page.
    const blame = i % 10 === 0 ? ' Somebody should have looked.' : '';
    const part = `## Section ${i}\n\n${PARAGRAPH}${blame}\n\n- first of ${i}\n- second of ${i}\n\n| When | What |\n| --- | --- |\n| 03:0${i % 10} | entry ${i} |\n\n\`\`\`sh\nkubectl get pods -n shop-${i}\n\`\`\``;
    parts.push(part);
    size += part.length + 2;
  }
  return parts.join('\n\n');
}
