// electron-updater as this console uses it: it finds, loads and installs, each only when asked, and only what was signed.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { app, session } from 'electron';
import { type AppUpdater, autoUpdater, BaseUpdater, CancellationToken, type UpdateInfo } from 'electron-updater';
import type { UpdateOffer } from '../../../shared/contract/update';
import { msg } from '../../../shared/words/words';
import { note, wordsOf } from '../journal';
import { fetchText } from './fetch-text';
import { guardNet, type NetGuard } from './net-guard';
import { UpdateRefused, UpdateUnreachable } from './refusal';
import { SignedProvider, type SignedSource } from './signed-provider';

/** electron-updater keeps a session of its own under this name. */
const SESSION = 'electron-updater';
/** A download that brings no byte for so long is given up. */
const STALL_MS = 60_000;

export interface ReleaseDesk {
  /** What is newer than this version; null when nothing is. */
  find(server: string): Promise<UpdateOffer | null>;
  /** Downloads what was found last and checks it. */
  load(onShare: (share: number) => void): Promise<void>;
  /** Checks the file once more and hands it to the system. Resolves to whether the console is to end now; throws words when it can't be. */
  install(): Promise<boolean>;
}

function plainNotes(notes: UpdateInfo['releaseNotes']): string {
  return typeof notes === 'string' ? notes.trim() : '';
}

async function sha512Of(file: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return hash.digest('base64');
}

class SignedDesk implements ReleaseDesk {
  private readonly updater: AppUpdater = autoUpdater;
  private readonly guard: NetGuard;
  private readonly publicKey: string;
  private found: UpdateInfo | null = null;
  private file: string | null = null;
  private appImage = process.env.APPIMAGE;

  constructor(publicKey: string) {
    this.publicKey = publicKey;
    this.guard = guardNet(this.session());
    const { updater } = this;
    updater.autoDownload = false;
    updater.autoInstallOnAppQuit = false;
    updater.allowDowngrade = false;
    updater.disableDifferentialDownload = true;
    updater.logger = {
      info: () => undefined,
      warn: (words) => note('warn', `update: ${wordsOf(words)}`),
      error: (words) => note('warn', `update: ${wordsOf(words)}`),
    };
    updater.on('appimage-filename-updated', (path) => {
      this.appImage = path;
    });
  }

  private session() {
    return session.fromPartition(SESSION, { cache: false });
  }

  async find(server: string): Promise<UpdateOffer | null> {
    const { updater } = this;
    this.allow(server);
    const own = this.session();
    const source: SignedSource = {
      url: server,
      publicKey: this.publicKey,
      platform: process.platform,
      arch: process.arch,
      fetchText: (url) => fetchText((input, init) => own.fetch(input as string, init) as Promise<Response>, url),
      compareWith: (version) => updater.currentVersion.compare(version),
      running: app.getVersion(),
    };
    updater.setFeedURL({ provider: 'custom', updateProvider: SignedProvider, source } as unknown as Parameters<
      AppUpdater['setFeedURL']
    >[0]);
    const result = await this.guarded(() => updater.checkForUpdates());
    this.found = result?.isUpdateAvailable ? result.updateInfo : null;
    if (!this.found) return null;
    this.allow(server, new Map(this.found.files.map(({ url, size = 0 }) => [new URL(url, server).href, size])));
    const { version, releaseNotes, releaseDate } = this.found;
    return { version, notes: plainNotes(releaseNotes), releasedAt: releaseDate };
  }

  private allow(server: string, sizes: ReadonlyMap<string, number> = new Map()): void {
    this.guard.allow({ origin: new URL(server).origin, sizes });
  }

  async load(onShare: (share: number) => void): Promise<void> {
    const cancel = new CancellationToken();
    let stalled: NodeJS.Timeout | undefined;
    const wait = (): void => {
      clearTimeout(stalled);
      stalled = setTimeout(() => cancel.cancel(), STALL_MS);
    };
    const onProgress = ({ percent }: { percent: number }): void => {
      wait();
      onShare(percent / 100);
    };
    this.updater.on('download-progress', onProgress);
    wait();
    try {
      const [file] = await this.guarded(() => this.updater.downloadUpdate(cancel));
      this.file = file ?? null;
    } catch (error) {
      throw cancel.cancelled ? new UpdateUnreachable(msg`The download stood still for a minute and was given up.`) : error;
    } finally {
      clearTimeout(stalled);
      this.updater.off('download-progress', onProgress);
    }
  }

  /** What the guard stopped looks like any failed request: its reason is the better one. */
  private async guarded<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      throw this.guard.takeRefusal() ?? error;
    }
  }

  async install(): Promise<boolean> {
    const hash = this.file === null ? null : await sha512Of(this.file);
    if (!this.found?.files.some(({ sha512 }) => sha512 === hash)) {
      throw new UpdateRefused(msg`The downloaded package was changed since it was checked, or is gone. It is not installed.`);
    }
    return this.handOver();
  }

  /** On Linux the new version is started only once this one has ended: a profile has one desk. */
  private handOver(): boolean {
    const { updater } = this;
    if (!(updater instanceof BaseUpdater)) {
      updater.quitAndInstall();
      return false;
    }
    const isWindows = process.platform === 'win32';
    let why = '';
    const onError = (error: Error): void => {
      why = error.message;
    };
    updater.on('error', onError);
    const isDone = updater.install(!isWindows, isWindows);
    updater.off('error', onError);
    if (!isDone) {
      // Set by its first attempt, and in the way of a second one.
      Reflect.set(updater, 'quitAndInstallCalled', false);
      throw new UpdateRefused(
        msg`The system did not install it: ${why || msg`it gave no reason`}.`,
        msg`It is in ${this.file ?? ''}: install it by hand, or try again.`,
      );
    }
    if (!isWindows) app.relaunch(this.appImage === undefined ? {} : { execPath: this.appImage });
    return true;
  }
}

/** Made once: electron-updater is one for the whole process. */
export function openReleaseDesk(publicKey: string): ReleaseDesk {
  return new SignedDesk(publicKey);
}
