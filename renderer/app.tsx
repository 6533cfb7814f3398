// The frame around all views. Only the queue is loaded at the start; the rest comes when it is first needed.
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { ColorScheme } from './frame/color-scheme';
import { Foot } from './frame/foot';
import { GuideSlot } from './frame/guide-slot';
import { LiveRegion } from './frame/live-region';
import { MainArea } from './frame/main-area';
import { Overlays } from './frame/overlays';
import { Rail } from './frame/rail';
import { TopBar } from './frame/top-bar';
import { cssVariables, theme } from './theme';
import { styleNonce } from './ui/style-nonce';

/** Toasts must not hide what the status bar says. */
const aboveFoot = { root: { marginBottom: 26 } };

export function App() {
  return (
    <MantineProvider
      getStyleNonce={styleNonce}
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      withStaticClasses={false}
    >
      <ColorScheme />
      <Notifications position="bottom-right" limit={4} transitionDuration={100} zIndex={400} styles={aboveFoot} />
      <div className="frame">
        <TopBar />
        <Rail />
        <MainArea />
        <GuideSlot />
        <Foot />
      </div>
      <Overlays />
      <LiveRegion />
    </MantineProvider>
  );
}
