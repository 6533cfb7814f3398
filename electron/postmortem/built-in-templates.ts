// The templates that Dogwatch brings, built into the engine: they are there whatever lies on the disk.
import light from '../../assets/templates/light.md?raw';
import security from '../../assets/templates/security.md?raw';
import standard from '../../assets/templates/standard.md?raw';

export const BUILT_IN: readonly { readonly id: string; readonly text: string }[] = [
  { id: 'standard', text: standard },
  { id: 'security', text: security },
  { id: 'light', text: light },
];
