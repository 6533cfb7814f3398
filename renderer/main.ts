// Entry of the window: asks for the line to the engine; the page's own skeleton is laid out and the window ready before the console's
// code takes the thread.
import { askEarly } from './port-inlet';

askEarly();
addEventListener('load', () => setTimeout(() => void import('./console')), { once: true });
