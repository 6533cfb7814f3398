// How to call npm from a script: the very npm that started us where there is one, else the one on the path.

/**
 * File, arguments and whether a shell is needed (npm is a .cmd on Windows), for child_process.
 * @param {string[]} args
 */
export function npmCommand(args) {
  const own = process.env.npm_execpath;
  if (own?.endsWith('npm-cli.js')) return { file: process.execPath, args: [own, ...args], shell: false };
  return { file: 'npm', args, shell: process.platform === 'win32' };
}
