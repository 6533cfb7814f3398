// A bare session bus with its own configuration: nothing on it is started by itself, so a test sees only what it put there.
import fs from 'node:fs';
import path from 'node:path';
import { startChild } from '../process/child.mjs';

/**
 * @param {string} folder where its configuration and socket live
 * @param {boolean} isShared may other users of this machine connect?
 */
export async function startBus(folder, isShared) {
  const file = path.join(folder, 'bus.conf');
  fs.writeFileSync(file, configuration(path.join(folder, 'bus'), isShared));
  const child = startChild({ name: 'dbus-daemon', file: 'dbus-daemon', args: [`--config-file=${file}`, '--nofork', '--print-address=1'] });
  const address = await child.waitForLine(/^unix:/).catch((error) => {
    throw new Error(`the session bus did not start (package dbus): ${error.message}`);
  });
  return { address, pid: child.pid, stop: () => child.stop() };
}

/**
 * @param {string} socket
 * @param {boolean} isShared
 */
function configuration(socket, isShared) {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    ${isShared ? '<allow user="*"/>' : ''}
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;
}
