// The switches burned into the packaged executable: what a shipped console can no longer be talked into.
import { FuseV1Options, FuseVersion } from '@electron/fuses';

/**
 * The fuse table of one platform.
 * RunAsNode off does not touch utilityProcess: the engine is a Chromium utility, not the executable started as Node.
 * @param {string} platform electron-builder's name: linux, darwin, mas or win32
 * @param {boolean} isEndToEnd keeps the inspector's arguments, which Playwright's `_electron` needs
 * @returns {import('@electron/fuses').FuseV1Config}
 */
export function fusesFor(platform, isEndToEnd) {
  return {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: isEndToEnd,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: platform !== 'linux',
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  };
}
