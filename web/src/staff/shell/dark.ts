// Whether the page is dark. Mantine must be told, while the style sheets find out themselves.
import { useMediaQuery } from '@mantine/hooks'
import { useTheme } from '../../theme.ts'

export function useIsDark(): boolean {
  const theme = useTheme()
  const isSystemDark = useMediaQuery('(prefers-color-scheme: dark)', undefined, { getInitialValueInEffect: false })
  return theme === 'system' ? isSystemDark === true : theme === 'dark'
}
