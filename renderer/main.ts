// Entry of the window: the page's own skeleton is laid out and the window ready before the console's code takes the thread.
addEventListener('load', () => setTimeout(() => void import('./console')), { once: true });
