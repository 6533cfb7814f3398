// The incident panel and its dialogs alone, over fakes of the shell and the engine: `?id=inc-1042&theme=light`; with `&fence=…` a chart of it instead.
import '../../../../renderer/mantine-styles';
import '../../../../renderer/styles.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { createRoot } from 'react-dom/client';
import { connect } from '../../../../renderer/bridge';
import { ColorScheme } from '../../../../renderer/frame/color-scheme';
import { installKeys } from '../../../../renderer/key-handler';
import { takeConnection, takePush } from '../../../../renderer/store/desk';
import { loadPreferences } from '../../../../renderer/store/preferences';
import { useUi } from '../../../../renderer/store/ui';
import { cssVariables, theme } from '../../../../renderer/theme';
import { ChartFence } from '../../../../renderer/views/chart-fence/chart-fence';
import { IncidentDialogs } from '../../../../renderer/views/incident/dialogs';
import { IncidentPanel } from '../../../../renderer/views/incident/incident-panel';
import { installFakeShell } from '../../harness/fake-shell';
import { scenarioOf } from '../../harness/scenario';
import { IncidentEngine } from './incident-engine';

const params = new URLSearchParams(location.search);
const fence = params.get('fence');
const engine = new IncidentEngine(scenarioOf('desk', Date.now()), params.get('mood') ?? '');
installFakeShell(engine, { theme: params.get('theme') === 'light' ? 'light' : 'dark', isFirstRun: false });
Object.assign(window, { engine });
connect({ onConnection: takeConnection, onPush: takePush, onShellPush: () => {} });
void loadPreferences();
installKeys();
useUi.getState().select(params.get('id') ?? 'inc-1042');

function Page() {
  const id = useUi((s) => s.selectedId);
  const hasDialog = useUi((s) => s.dialog !== null);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="dark" withStaticClasses={false}>
      <ColorScheme />
      <Notifications position="bottom-right" limit={4} zIndex={400} />
      <main style={{ height: '100%' }}>
        <h1 className="visually-hidden">Queue</h1>
        {fence !== null ? <ChartFence text={fence} /> : id !== null && <IncidentPanel id={id} />}
      </main>
      {hasDialog && <IncidentDialogs />}
    </MantineProvider>
  );
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<Page />);
