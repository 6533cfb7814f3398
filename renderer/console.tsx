// The console itself: takes the line to the engine first and draws once it brought the first rows, so that React draws once.
import './mantine-styles';
import './styles.css';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { connect } from './bridge';
import { installKeys } from './key-handler';
import { takeConnection, takePush, useDesk } from './store/desk';
import { loadPreferences } from './store/preferences';
import { takeShellPush } from './store/shell-pushes';

/** The page has its shape until then; an engine that is not so far by then, or has no rows to show, is not waited for. */
const FIRST_ROWS_MS = 80;

const isSomethingThere = new Promise<void>((resolve) => {
  const stop = useDesk.subscribe(({ status, rows, connection }) => {
    if (status === null && rows.size === 0 && connection !== 'engine-down') return;
    stop();
    resolve();
  });
  setTimeout(resolve, FIRST_ROWS_MS);
});
connect({ onConnection: takeConnection, onPush: takePush, onShellPush: takeShellPush });
void loadPreferences();
installKeys();

const root = document.getElementById('root');
if (root) void isSomethingThere.then(() => createRoot(root).render(<App />));
