// How pages are looked at: in each language, and in each of them at both sizes and in both themes.

import type { Page } from 'playwright-core'
import { findFaults, LARGE, type Opening, SMALL, settled } from './browser.ts'

export type LanguageCode = NonNullable<Opening['language']>

/** Both that are offered, one with longer texts, and one from right to left. */
export const LANGUAGES: readonly LanguageCode[] = ['en', 'hi', 'en-XA', 'ar-XB']

type Theme = NonNullable<Opening['theme']>

interface Size {
  readonly size: typeof SMALL
  /** The theme in which everything is looked at; in the other one what depends on colours. */
  readonly whole: Theme
}

/** What stands at most counters. */
const COUNTER = { width: 1024, height: 768 }

function sizesOf(language: LanguageCode, isCounter: boolean): readonly Size[] {
  if (language === 'en')
    return [
      { size: SMALL, whole: 'light' },
      { size: LARGE, whole: 'dark' },
    ]
  if (language !== 'hi') return [{ size: SMALL, whole: 'light' }]
  const usual: readonly Size[] = [
    { size: SMALL, whole: 'dark' },
    { size: LARGE, whole: 'light' },
  ]
  return isCounter ? [...usual, { size: COUNTER, whole: 'light' }] : usual
}

/** What is wrong with a page as it stands, in all looks of its language. */
export async function lookAround(
  page: Page,
  about: string,
  language: LanguageCode,
  { isCounter = false } = {},
): Promise<string[]> {
  const faults: string[] = []
  for (const { size, whole } of sizesOf(language, isCounter)) {
    await page.setViewportSize(size)
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme })
      await drawn(page)
      await settled(page)
      const look = `${about}, ${language} ${theme} ${size.width}`
      faults.push(...(await findFaults(page, look, theme === whole ? 'all' : 'colours')))
    }
  }
  return faults
}

/** What hears of another size or theme has been told, and has drawn what follows from it. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
}
