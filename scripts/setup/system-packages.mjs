// System packages on Debian and Ubuntu. Only root gets them installed; everybody else is told the one line to run.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { isRoot } from './places.mjs';
import { withoutServices } from './services.mjs';

/** What a window needs to open on a virtual display with notifications. */
export const windowPackages = [
  ...['xvfb', 'xauth', 'dbus', 'libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libx11-xcb1', 'libcups2', 'fonts-dejavu-core'],
  ...['libnotify4', 'libnotify-bin', 'libsecret-1-0'],
];

/** What the tests need on top: real notification daemons, panels, keyring, packagers, alert servers and what rotates logs. */
export const testPackages = [
  ...[
    'dunst',
    'notification-daemon',
    'openbox',
    'xdotool',
    'imagemagick',
    'x11-utils',
    'libglib2.0-bin',
    'xfce4-panel',
    'xfconf',
    'trayer',
  ],
  ...['gnome-keyring', 'libsecret-tools', 'p7zip-full', 'rpm', 'desktop-file-utils', 'openssl', 'git', 'poppler-utils'],
  ...['prometheus', 'prometheus-alertmanager', 'nats-server', 'mosquitto', 'icinga2', 'logrotate'],
  ...['nagios4', 'php-cgi', 'monitoring-plugins-basic'],
  ...['zabbix-server-pgsql', 'zabbix-frontend-php', 'php-cli', 'php-pgsql', 'postgresql'],
];

/** Newer Ubuntu renamed some libraries when it moved to 64-bit time. */
const renamed = (/** @type {string} */ name) => `${name}t64`;

/** Is this Debian or one of its children? */
export function isDebian() {
  if (process.platform !== 'linux' || !fs.existsSync('/etc/os-release')) return false;
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(fs.readFileSync('/etc/os-release', 'utf8'));
}

/**
 * Those of `names` that are not installed.
 * @param {readonly string[]} names
 */
export function missingPackages(names) {
  const asked = names.flatMap((name) => [name, renamed(name)]);
  const listed = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...asked], { encoding: 'utf8' });
  const present = new Set((listed.stdout ?? '').split('\n').flatMap((line) => (line.endsWith(' installed') ? [line.split(' ')[0]] : [])));
  return names.filter((name) => !present.has(name) && !present.has(renamed(name)));
}

/**
 * Installs what is missing when root on Debian or Ubuntu; says the line to run otherwise.
 * @param {readonly string[]} names
 * @param {(line: string) => void} say
 * @returns {string} what was done, in words; throws when apt-get fails
 */
export function ensureSystemPackages(names, say) {
  if (!isDebian()) return 'system packages are yours to bring';
  const missing = missingPackages(names);
  if (missing.length === 0) return `${names.length} system packages present`;
  if (!isRoot()) {
    say(`system packages are missing; run:  sudo apt-get install -y --no-install-recommends ${missing.join(' ')}`);
    return `${missing.length} system packages missing`;
  }
  say(`installing system packages: ${missing.join(' ')}`);
  install(missing);
  return `${missing.length} system packages installed`;
}

/** @param {string[]} missing */
function install(missing) {
  const updated = aptGet(['update']);
  const known = missing.map((name) => (isInstallable(name) ? name : renamed(name)));
  const ran = withoutServices(known, () => aptGet(['install', '-y', '--no-install-recommends', ...known]));
  if (ran.status === 0) return;
  const words = [updated, ran].flatMap((run) =>
    run.status === 0 ? [] : `${run.stderr ?? run.error?.message}`.trim().split('\n').slice(-4),
  );
  throw new Error(`apt-get could not install the system packages:\n${words.join('\n')}`);
}

/** @param {string} name */
function isInstallable(name) {
  const shown = spawnSync('apt-cache', ['show', '--no-all-versions', name], { encoding: 'utf8' });
  return shown.status === 0 && shown.stdout.includes(`Package: ${name}\n`);
}

/** @param {string[]} args */
function aptGet(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', ['-q', '-o', 'Acquire::Retries=3', '-o', 'DPkg::Lock::Timeout=120', ...args], {
    env,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
}
