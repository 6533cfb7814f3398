// A small notification daemon for machines without a desktop: it shows nothing, tells what it received as JSON lines on stdout,
// and obeys JSON lines on stdin: {"do":"invoke","id":1,"key":"open"} and {"do":"close","id":1,"reason":2}.
// Implements the Desktop Notifications Specification 1.2 (org.freedesktop.Notifications).
import readline from 'node:readline';
import dbus from 'dbus-next';

const capabilities = (process.argv[2] ?? 'actions,body').split(',');
const tell = (/** @type {object} */ what) => process.stdout.write(`${JSON.stringify(what)}\n`);

/** @param {unknown} value */
const words = (value) => String(value instanceof dbus.Variant ? value.value : value);

class Notifications extends dbus.interface.Interface {
  lastId = 0;

  GetServerInformation() {
    return ['dogwatch-notifyd', 'dogwatch', '1', '1.2'];
  }

  GetCapabilities() {
    return capabilities;
  }

  /**
   * @param {string} app
   * @param {number} replaces
   * @param {string} _icon
   * @param {string} summary
   * @param {string} body
   * @param {string[]} flat keys and labels in turn
   * @param {Record<string, unknown>} raw
   * @param {number} timeoutMs
   */
  Notify(app, replaces, _icon, summary, body, flat, raw, timeoutMs) {
    const at = performance.timeOrigin + performance.now();
    if (replaces === 0) this.lastId += 1;
    const id = replaces || this.lastId;
    const actions = flat.flatMap((key, index) => (index % 2 === 0 ? [{ key, label: flat[index + 1] ?? '' }] : []));
    const shown = Object.entries(raw).filter(([name]) => !name.includes('image') && name !== 'icon_data');
    const hints = Object.fromEntries(shown.map(([name, value]) => [name, words(value)]));
    tell({ is: 'received', notification: { id, at, app, replaces, summary, body, actions, hints, timeoutMs } });
    return id;
  }

  /** @param {number} id */
  CloseNotification(id) {
    tell({ is: 'withdrawn', id });
    this.NotificationClosed(id, 3);
  }

  /**
   * @param {number} id
   * @param {string} key
   */
  ActionInvoked(id, key) {
    return [id, key];
  }

  /**
   * @param {number} id
   * @param {number} reason
   */
  NotificationClosed(id, reason) {
    return [id, reason];
  }
}

Notifications.configureMembers({
  methods: {
    GetServerInformation: { outSignature: 'ssss' },
    GetCapabilities: { outSignature: 'as' },
    Notify: { inSignature: 'susssasa{sv}i', outSignature: 'u' },
    CloseNotification: { inSignature: 'u' },
  },
  signals: { ActionInvoked: { signature: 'us' }, NotificationClosed: { signature: 'uu' } },
});

const bus = dbus.sessionBus();
bus.on('error', () => process.exit(1));
const service = new Notifications('org.freedesktop.Notifications');
bus.export('/org/freedesktop/Notifications', service);
await bus.requestName('org.freedesktop.Notifications', 0);
tell({ is: 'ready' });

readline
  .createInterface({ input: process.stdin })
  .on('line', (line) => {
    const order = JSON.parse(line);
    if (order.do === 'invoke') service.ActionInvoked(order.id, order.key);
    service.NotificationClosed(order.id, order.do === 'invoke' ? 2 : order.reason);
  })
  .on('close', () => process.exit(0));
