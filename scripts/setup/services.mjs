// Debian starts a server when its package is installed. The tests start their own on loopback, so here none may start.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

const policy = '/usr/sbin/policy-rc.d';
/** Units to be disabled, by the package that brings them. */
const units = new Map([
  ...['prometheus', 'prometheus-alertmanager', 'nats-server', 'mosquitto', 'icinga2', 'postgresql'].map(
    (name) => /** @type {const} */ ([name, name]),
  ),
  ['zabbix-server-pgsql', 'zabbix-server'],
  ['nagios4', 'nagios4'],
]);

/**
 * Runs `work` while the packaging system may start no service, and disables the units of the servers just installed.
 * @template T
 * @param {readonly string[]} packages
 * @param {() => T} work
 * @returns {T}
 */
export function withoutServices(packages, work) {
  const isOurs = !fs.existsSync(policy);
  if (isOurs) fs.writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return work();
  } finally {
    if (isOurs) fs.rmSync(policy, { force: true });
    const added = [...units].flatMap(([name, unit]) => (packages.includes(name) ? [unit] : []));
    if (added.length > 0 && fs.existsSync('/run/systemd/system')) spawnSync('systemctl', ['disable', '--now', ...added]);
  }
}
