// How Mantine looks here: the colours of the tokens, with enough contrast in both themes.
import { type CSSVariablesResolver, createTheme } from '@mantine/core'

export const theme = createTheme({
  primaryColor: 'teal',
  // Lighter shades are too pale for white letters on them.
  primaryShade: 9,
  fontFamily: 'var(--font)',
  respectReducedMotion: true,
})

const shared = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-soft)',
  '--mantine-color-placeholder': 'var(--ink-soft)',
  '--mantine-color-anchor': 'var(--link)',
  '--mantine-color-error': 'var(--danger)',
  '--mantine-color-teal-light': 'var(--good-paper)',
  '--mantine-color-teal-light-color': 'var(--ink)',
  '--mantine-color-teal-text': 'var(--good)',
  '--mantine-color-teal-outline': 'var(--good)',
}

export const colours: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared })
