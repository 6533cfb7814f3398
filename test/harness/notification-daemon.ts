// The controllable notification daemon, and the desktop it lives on, for tests.
export { type NotificationDaemon, type Received, startNotificationDaemon } from '../../scripts/desktop/notification-daemon.mjs';
export { startVirtualDesktop, type VirtualDesktop } from '../../scripts/virtual-desktop.mjs';
