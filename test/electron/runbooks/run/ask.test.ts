import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { eventually } from '../../../harness/eventually';
import { startPrometheus } from '../../../harness/prometheus';
import { aRunDesk } from './a-run-desk';

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

async function aServer(status: number, answer: string, headers: Record<string, string> = {}): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    asked.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(status, headers).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const http_ = (text: string): string => `# Book\n\n\`\`\`http\n${text}\n\`\`\`\n`;
const promql = (text: string): string => `# Book\n\n\`\`\`promql\n${text}\n\`\`\`\n`;
const HOSTILE = 'a/../b?x=1&y"\\\r\n: {{pod}}';

test('[R39][R40] a request is sent as it was shown, hostile values encoded for their place, and its answer is told', async () => {
  const server = await aServer(200, '{"ok":true}', { 'set-cookie': 'a=1', 'x-note': 'hi' });
  const d = await aRunDesk(http_(`POST ${server.url}/pods/{{pod}}?q={{pod}}\nContent-Type: application/json\n\n{"pod": "{{pod}}"}`), {
    labels: { pod: HOSTILE },
  });
  expect(d.plan().dangers).toEqual([expect.stringContaining('POST may change')]);
  const end = await d.run();
  expect(server.asked).toMatchObject([{ method: 'POST', url: `/pods/${encodeURIComponent(HOSTILE)}?q=${encodeURIComponent(HOSTILE)}` }]);
  expect(JSON.parse(server.asked[0]?.body ?? '')).toEqual({ pod: HOSTILE });
  expect(end).toMatchObject({ how: 'exited', exitCode: 0 });
  expect(end.output).toMatch(/^Status 200[\s\S]*x-note: hi[\s\S]*\{"ok":true\}$/);
});

test('[R39] a value can be no host, no other path and no second header', async () => {
  const problems = async (text: string, pod: string): Promise<readonly string[]> =>
    (await aRunDesk(http_(text), { labels: { pod } })).plan().problems;
  expect(await problems('GET https://{{pod}}/x', 'evil.example')).toEqual([expect.stringContaining('part of the host')]);
  expect(await problems('GET https://a.example/v1/{{pod}}/x', '..')).toEqual([expect.stringContaining('another path')]);
  expect(await problems('GET https://a.example/\nX-Pod: {{pod}}', 'a\nX-Evil: 1')).toEqual([expect.stringContaining('line break')]);
  expect(await problems('POST https://a.example/\n\n{"n": {{pod}}}', '1, "admin": true')).toEqual([expect.stringContaining('no number')]);
  expect(await problems('GET https://me:pw@a.example/', '')).toEqual([expect.stringContaining('No user or password')]);
  expect(await problems('nonsense', '')).toEqual([expect.stringContaining('method and an address'), expect.any(String)].slice(0, 1));
});

test('[R40] a redirect is shown and not followed; a refusal and a server that is away end badly, in words', async () => {
  const server = await aServer(302, '', { location: 'http://127.0.0.1:1/' });
  const moved = await (await aRunDesk(http_(`GET ${server.url}/`))).run();
  expect(moved.output).toContain('location: http://127.0.0.1:1/');
  const gone = await aServer(404, 'no');
  expect(await (await aRunDesk(http_(`GET ${gone.url}/`))).run()).toMatchObject({ how: 'exited', exitCode: 1 });
  expect(await (await aRunDesk(http_('GET http://127.0.0.1:1/'))).run()).toMatchObject({ exitCode: 1 });
});

test('[R40] a query of a real Prometheus is a chart and words; a wrong one says why', async () => {
  const prometheus = await startPrometheus('http://127.0.0.1:1');
  onTestFinished(() => prometheus.stop());
  prometheus.set('payments', 42);
  const d = await aRunDesk(promql('disk_used_percent{service="{{service}}"}'), {
    labels: { service: 'payments' },
    link: `${prometheus.url}/graph?g0.expr=x`,
  });
  expect(d.plan()).toMatchObject({ where: prometheus.url, command: 'disk_used_percent{service="payments"}', problems: [] });
  await eventually('there is a value', async () => {
    await d.run();
    const last = d.pushes.at(-1);
    return last?.push === 'run-ended' && last.series?.[0]?.points.some(([, v]) => v === 42);
  });
  expect(d.events('run.finished').at(-1)?.output).toMatch(/disk_used_percent\{.*service="payments".*\}: last 42/);
  const wrong = await aRunDesk(promql('sum('), { run: { prometheusUrl: prometheus.url } });
  const end = await wrong.run();
  expect(end).toMatchObject({ exitCode: 1, output: expect.stringContaining('parse error') });
});

test('[R39] a value in a query stays a string', async () => {
  const d = await aRunDesk(promql('up{pod="{{pod}}"} > {{level}}'), {
    labels: { pod: '"} or vector(1) or up{a="\\' },
    run: { prometheusUrl: 'http://p' },
  });
  expect(d.plan({ level: '1' }).command).toBe('up{pod="\\"} or vector(1) or up{a=\\"\\\\"} > 1');
  expect(d.plan({ level: '1 or vector(1)' }).problems).toEqual([expect.stringContaining('outside of quotes')]);
});
