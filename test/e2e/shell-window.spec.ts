// The window is a cell: nothing but the contract goes in or out, whatever the page tries.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { launchApp, type RunningApp } from '../harness/electron-app';
import { startVirtualDesktop, type VirtualDesktop } from '../harness/notification-daemon';

let desktop: VirtualDesktop;
let running: RunningApp;

test.beforeAll(async () => {
  desktop = await startVirtualDesktop({ hasNotifications: true });
  running = await launchApp({ env: desktop.env });
});
test.afterAll(async () => {
  await running?.close();
  await desktop?.stop();
});

test('the bridge exposes the contract and nothing of Node or Electron', async () => {
  const seen = await running.window.evaluate(() => ({
    bridge: Object.keys((window as unknown as { dogwatch: object }).dogwatch).sort(),
    leaks: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'global'].filter((name) => name in window),
  }));
  expect(seen).toEqual({ bridge: ['invoke', 'onPush', 'requestPort'], leaks: [] });
});

test('the window is made with nothing that weakens it', async () => {
  const made = await running.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    // Not in the typings, and the only way to see what a window was really made with.
    const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    const all = contents.getLastWebPreferences();
    const names = ['sandbox', 'contextIsolation', 'nodeIntegration', 'nodeIntegrationInWorker', 'webSecurity', 'webviewTag'];
    const more = ['allowRunningInsecureContent', 'experimentalFeatures', 'enableBlinkFeatures', 'navigateOnDragDrop'];
    return Object.fromEntries([...names, ...more].map((name) => [name, all[name] || false]));
  });
  expect(made).toEqual({
    ...{
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
    },
    ...{ allowRunningInsecureContent: false, experimentalFeatures: false, enableBlinkFeatures: false, navigateOnDragDrop: false },
  });
});

test('a page that is not the console is answered nothing, though it has the bridge', async () => {
  const kinds = await running.app.evaluate(async ({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/out/preload/preload.cjs`;
    const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
    await other.loadURL('app://console/dialogs/passphrase.html');
    const asked = `Promise.all(['get-preferences', 'recover'].map((call) => window.dogwatch.invoke(call, call === 'recover' ? { how: 'again' } : {})))`;
    const replies = (await other.webContents.executeJavaScript(asked)) as { ok: boolean; error?: { kind: string } }[];
    other.destroy();
    return replies.map((reply) => reply.error?.kind ?? 'answered');
  });
  expect(kinds).toEqual(['refused', 'refused']);
  expect(running.output()).toContain('from a page that is not the console');
});

test('unknown calls, malformed and surplus arguments are refused as values and logged', async () => {
  const kinds = await running.window.evaluate(async () => {
    const bridge = (
      window as unknown as { dogwatch: { invoke(call: string, args: unknown): Promise<{ ok: boolean; error?: { kind: string } }> } }
    ).dogwatch;
    const asked: [string, unknown][] = [
      ['format-disk', {}],
      ['constructor', {}],
      ['open-link', { url: 'file:///etc/passwd' }],
      ['open-link', { url: 'javascript:alert(1)' }],
      ['get-preferences', { surplus: 1 }],
      ['get-preferences', {}],
    ];
    return Promise.all(asked.map(async ([call, args]) => (await bridge.invoke(call, args)).error?.kind ?? 'ok'));
  });
  expect(kinds).toEqual(['unknown-call', 'unknown-call', 'malformed', 'malformed', 'malformed', 'ok']);
  expect(running.output()).toContain('gate: unknown call');
});

test('the policy is strict, inline scripts do not run, and no style of our own is refused', async () => {
  const refusals: string[] = [];
  running.window.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) refusals.push(message.text());
  });
  await running.window.reload();
  await running.window.getByRole('grid').or(running.window.getByRole('main')).first().waitFor();
  expect(refusals).toEqual([]);
  const headers = await running.window.evaluate(async () => Object.fromEntries((await fetch('app://console/index.html')).headers));
  const policy = headers['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-");
  expect(policy).not.toContain('unsafe-eval');
  expect(policy.split(';').find((part) => part.includes('script-src'))).not.toContain('unsafe');
  expect(headers['x-content-type-options']).toBe('nosniff');
  const ran = await running.window.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.hasRun = true';
    document.body.append(script);
    return 'hasRun' in window;
  });
  expect(ran).toBe(false);
});

test('navigation, new windows, frames, the network, permissions and foreign files are denied', async () => {
  const page = running.window;
  const before = page.url();
  const tried = await page.evaluate(async () => {
    const outcome = (promise: Promise<unknown>) =>
      promise.then(
        () => 'allowed',
        () => 'denied',
      );
    const status = async (path: string) => (await fetch(path)).status;
    return {
      opened: window.open('https://example.invalid/') === null,
      network: await outcome(fetch('https://127.0.0.1:9/')),
      notification: await Notification.requestPermission(),
      place: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('allowed'),
          () => resolve('denied'),
        ),
      ),
      camera: await outcome(navigator.mediaDevices.getUserMedia({ video: true })),
      files: [
        await status('/%2e%2e/%2e%2e/package.json'),
        await status('/..%2f..%2fpackage.json'),
        await status('/sounds/..%2f..%2fpackage.json'),
        await status('/sounds/normal.wav'),
      ],
    };
  });
  expect(tried).toEqual({
    opened: true,
    network: 'denied',
    notification: 'denied',
    place: 'denied',
    camera: 'denied',
    files: [404, 404, 404, 200],
  });
  await page.evaluate(() => {
    window.location.href = 'https://example.invalid/';
  });
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = 'https://example.invalid/';
    document.body.append(frame);
  });
  await page.waitForTimeout(300);
  expect(page.url()).toBe(before);
  expect(running.app.windows()).toHaveLength(1);
  expect(running.output()).toContain('refused: navigation to https://example.invalid/');
});

test('a link opens only after the person saw the whole address and agreed', async () => {
  const url = 'https://runbooks.example.invalid/disk?full=1#now';
  for (const { choice, isOpened } of [
    { choice: 1, isOpened: false },
    { choice: 0, isOpened: true },
  ]) {
    await running.app.evaluate(({ dialog, shell }, response) => {
      const seen = { details: [] as string[], opened: [] as string[] };
      (globalThis as unknown as { seen: typeof seen }).seen = seen;
      dialog.showMessageBox = ((_window: unknown, options: { detail: string }) => {
        seen.details.push(options.detail);
        return Promise.resolve({ response, checkboxChecked: false });
      }) as unknown as typeof dialog.showMessageBox;
      shell.openExternal = (opened) => Promise.resolve(void seen.opened.push(opened));
    }, choice);
    const reply = await running.window.evaluate(
      (link) =>
        (window as unknown as { dogwatch: { invoke(call: string, args: unknown): unknown } }).dogwatch.invoke('open-link', { url: link }),
      url,
    );
    expect(reply).toEqual({ ok: true, value: { isOpened } });
    const seen = await running.app.evaluate(() => (globalThis as unknown as { seen: { details: string[]; opened: string[] } }).seen);
    expect(seen).toEqual({ details: [url], opened: isOpened ? [url] : [] });
  }
});

test('sounds of pages play from the shell’s own files', async () => {
  const seconds = await running.window.evaluate(async () => {
    const lengths: number[] = [];
    for (const name of ['low', 'normal', 'critical', 'security', 'digest']) {
      const audio = new Audio(`/sounds/${name}.wav`);
      await audio.play();
      audio.pause();
      lengths.push(audio.duration);
    }
    return lengths;
  });
  expect(seconds.every((length) => length > 0.3 && length < 2.5)).toBe(true);
});

test('the window comes back where it was', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'dogwatch-bounds-'));
  const bounds = { x: 40, y: 30, width: 1100, height: 700 };
  const first = await launchApp({ env: desktop.env, profile });
  await first.app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted), bounds);
  await first.window.waitForTimeout(500);
  await first.close();
  const again = await launchApp({ env: desktop.env, profile });
  expect(await again.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toEqual(bounds);
  await again.close();
  rmSync(profile, { recursive: true, force: true });
});

test('the network and sound cost no process of their own, and what GTK was told is not passed on', async () => {
  test.skip(process.platform !== 'linux', 'only Linux was measured');
  const seen = await running.app.evaluate(async ({ app, BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.send('dogwatch:sound', 'low');
    const started = Date.now();
    while (!contents?.isCurrentlyAudible() && Date.now() - started < 3_000) await new Promise((resolve) => setTimeout(resolve, 50));
    return {
      isAudible: contents?.isCurrentlyAudible(),
      services: app.getAppMetrics().flatMap(({ type, serviceName }) => (type === 'Utility' ? [serviceName ?? ''] : [])),
      environment: Object.keys(process.env),
    };
  });
  expect(seen.isAudible).toBe(true);
  expect(seen.services).toContain('node.mojom.NodeService');
  expect(seen.services.filter((name) => /network|audio/i.test(name))).toEqual([]);
  expect(seen.environment).not.toContain('GDK_GL');
});

test('a page that nobody can see may rest, once it was shown', async () => {
  // A driver keeps its page visible by emulation, so what the page itself would see can't be asked here.
  const mayRest = () =>
    running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getBackgroundThrottling());
  await expect.poll(mayRest).toBe(true);
});
