// Light or dark: as the system has it, or as the person chose.
import { createWatched } from './watched.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const STORAGE_KEY = 'sehat.theme'
const chosen = createWatched<Theme>(THEMES.find((theme) => theme === localStorage.getItem(STORAGE_KEY)) ?? 'system')

export const useTheme = chosen.use

/** Tells the style sheets. Without a choice they follow the system. */
export function applyTheme(theme: Theme = chosen.read()): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  // The bar of the browser has the colour of the header in the same theme.
  document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]').forEach((meta, nth) => {
    const own = THEMES[nth + 1]
    meta.media = theme === 'system' ? `(prefers-color-scheme: ${own})` : theme === own ? 'all' : 'not all'
  })
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(STORAGE_KEY, theme)
  applyTheme(theme)
  chosen.write(theme)
}
