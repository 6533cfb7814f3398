// Mantine wears the tokens of `styles/tokens.css`, so that its pieces and ours look like one thing in dark and in light.
import { type CSSVariablesResolver, createTheme, defaultVariantColorsResolver, type MantineColorsTuple } from '@mantine/core';

/** Light to dark; index 2 is dimmed text, 4 borders, 6 raised surfaces, 7 the body. */
const night: MantineColorsTuple = [
  '#dfe5ec',
  '#b9c3cf',
  '#8f9bab',
  '#7c8898',
  '#242c37',
  '#1f2732',
  '#1a2029',
  '#0e1116',
  '#0a0d11',
  '#07090c',
];
const signal: MantineColorsTuple = [
  '#e8f3fd',
  '#cfe4f8',
  '#9fcaf0',
  '#7fbaee',
  '#6bb0ea',
  '#5aa9e6',
  '#2f86cf',
  '#0b6bcb',
  '#0a5fb4',
  '#084c91',
];

const FONT = 'Inter, "Segoe UI", system-ui, "DejaVu Sans", sans-serif';

export const theme = createTheme({
  colors: { dark: night, signal },
  primaryColor: 'signal',
  primaryShade: { dark: 5, light: 7 },
  // Filled pieces take the token's text colour: Mantine judges the contrast by the light shade in both schemes.
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input);
    const isPrimary = input.color === undefined || input.color === input.theme.primaryColor;
    return input.variant === 'filled' && isPrimary ? { ...colors, color: 'var(--on-accent)' } : colors;
  },
  autoContrast: true,
  luminanceThreshold: 0.35,
  fontFamily: FONT,
  fontFamilyMonospace: '"JetBrains Mono", "DejaVu Sans Mono", ui-monospace, monospace',
  headings: { fontFamily: FONT, fontWeight: '650' },
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '14px', xl: '17px' },
  defaultRadius: 6,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Modal: {
      defaultProps: { transitionProps: { duration: 100, transition: 'fade' }, centered: true, overlayProps: { backgroundOpacity: 0.6 } },
    },
    // A menu that was closed is gone at once: one that fades would still take the next click.
    Menu: { defaultProps: { transitionProps: { duration: 80, exitDuration: 0 } } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 80 }, withinPortal: true } },
    Button: { defaultProps: { size: 'xs' } },
    // Mantine's own grey under a title is too pale on white.
    Notification: { styles: { description: { color: 'var(--text)' } } },
    TextInput: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'xs' } },
    NativeSelect: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs', allowDeselect: false, comboboxProps: { transitionProps: { duration: 80, exitDuration: 0 } } } },
    Switch: { defaultProps: { size: 'sm' } },
  },
});

const shared = {
  '--mantine-color-body': 'var(--bg)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--mute)',
  '--mantine-color-placeholder': 'var(--faint)',
  '--mantine-color-default': 'var(--raise)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-error': 'var(--s1)',
};

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, dark: shared, light: shared });
