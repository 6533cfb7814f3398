// Tells electron-updater what there is to download: only what the built-in key signed, from the one server that was set, never an older version.
import { Provider, type UpdateInfo } from 'electron-updater';
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider';
import type { ResolvedUpdateFileInfo } from 'electron-updater/out/types';
import { metadataName } from '../../../shared/update/metadata';
import { msg } from '../../../shared/words/words';
import { UpdateRefused } from './refusal';
import { readSignedRelease } from './signed-release';

export interface SignedSource {
  /** Ends with a slash. */
  readonly url: string;
  readonly publicKey: string;
  readonly platform: string;
  readonly arch: string;
  /** Text of a small file of the server; follows no redirect. Throws `UpdateUnreachable` or `UpdateRefused`. */
  readonly fetchText: (url: string) => Promise<string>;
  /** Below zero: the version is newer than the running one. */
  readonly compareWith: (version: string) => number;
  readonly running: string;
}

export class SignedProvider extends Provider<UpdateInfo> {
  private readonly source: SignedSource;

  /** As electron-updater makes providers: with what `setFeedURL` was given. */
  constructor(options: { readonly source: SignedSource }, _updater: unknown, runtime: ProviderRuntimeOptions) {
    super(runtime);
    this.source = options.source;
  }

  /** A server is not told which copy asks: electron-updater’s own header, an id of this machine, stays out. */
  override setRequestHeaders(): void {
    super.setRequestHeaders(null);
  }

  async getLatestVersion(): Promise<UpdateInfo> {
    const { url, publicKey, platform, arch, fetchText, compareWith, running } = this.source;
    const fileName = metadataName(platform, arch);
    const text = await fetchText(`${url}${fileName}`);
    const signature = await fetchText(`${url}${fileName}.sig`);
    const { version, files, releaseNotes, releaseDate } = readSignedRelease({ publicKey, fileName, text, signature });
    if (compareWith(version) > 0) {
      throw new UpdateRefused(msg`The update server offers ${version}, which is older than this ${running}. Dogwatch never goes back.`);
    }
    const [first] = files;
    return {
      version,
      files,
      path: first?.url ?? '',
      sha512: first?.sha512 ?? '',
      releaseDate: releaseDate ?? '',
      releaseNotes: releaseNotes ?? '',
    };
  }

  resolveFiles(info: UpdateInfo): ResolvedUpdateFileInfo[] {
    return info.files.map((file) => ({ url: new URL(file.url, this.source.url), info: file }));
  }
}
