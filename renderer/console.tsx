// The console itself: opens the line to the engine first, so that the snapshot is on its way while React starts.
import './mantine-styles';
import './styles.css';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { connect } from './bridge';
import { installKeys } from './key-handler';
import { takeConnection, takePush } from './store/desk';
import { loadPreferences } from './store/preferences';
import { takeShellPush } from './store/shell-pushes';

connect({ onConnection: takeConnection, onPush: takePush, onShellPush: takeShellPush });
void loadPreferences();
installKeys();

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
