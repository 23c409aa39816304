// How Mantine looks here: the colours of the tokens, and the sizes of a work tool.
import {
  ActionIcon,
  Button,
  type CSSVariablesResolver,
  createTheme,
  Input,
  type MantineColorsTuple,
  NavLink,
  Table,
} from '@mantine/core'

/** Ten shades of the brand's green. Buttons have shade 7 in light and 6 in dark. */
const NEEM: MantineColorsTuple = [
  '#e3f2ec',
  '#c5e0d4',
  '#a9ecd6',
  '#8cc3ad',
  '#5fcbaa',
  '#2e7862',
  '#17785f',
  '#0b5d4e',
  '#084a3e',
  '#0c3b32',
]

const CONTROL = '2rem'

export const theme = createTheme({
  primaryColor: 'neem',
  primaryShade: { light: 7, dark: 6 },
  colors: { neem: NEEM },
  fontFamily: 'var(--font)',
  fontSizes: { xs: '0.75rem', sm: '0.84375rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.43', md: '1.43', lg: '1.5', xl: '1.4' },
  spacing: { xs: '0.625rem', sm: '0.75rem', md: '1rem', lg: '1.25rem', xl: '2rem' },
  defaultRadius: 6,
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { size: 'sm' },
      vars: (_theme, { size }) => ({
        root: size === 'sm' ? { '--button-height': 'var(--target)', '--button-padding-x': '0.75rem' } : {},
      }),
    }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', size: CONTROL } }),
    Input: Input.extend({
      vars: () => ({ wrapper: { '--input-height': 'var(--target)', '--input-bg': 'var(--surface)' } }),
    }),
    NavLink: NavLink.extend({ defaultProps: { variant: 'light' } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 6, highlightOnHover: true } }),
  },
})

const shared = {
  '--mantine-color-body': 'var(--bg)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--dim)',
  '--mantine-color-placeholder': 'var(--dim)',
  '--mantine-color-anchor': 'var(--brand)',
  '--mantine-color-error': 'var(--red)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--sub)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line2)',
  '--mantine-color-neem-filled': 'var(--fill)',
  '--mantine-color-neem-filled-hover': 'var(--fill-hover)',
  '--mantine-color-neem-light': 'var(--brand-tint)',
  '--mantine-color-neem-light-hover': 'var(--chosen)',
  '--mantine-color-neem-light-color': 'var(--brand)',
  '--mantine-color-neem-text': 'var(--brand)',
  '--mantine-color-neem-outline': 'var(--brand)',
}

export const colours: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared })
