// Checks a page in all looks of a language: its sizes, and in English both themes of each.

import type { Page } from 'playwright-core'
import { sized } from '../../server/src/testing/size.ts'
import { findFaults, findOverflow, LARGE, type Opening, SMALL, settled } from './browser.ts'

export type LanguageCode = NonNullable<Opening['language']>

/** The two languages of the app, and two test languages: one with longer texts, one from right to left. */
export const LANGUAGES: readonly LanguageCode[] = ['en', 'hi', 'en-XA', 'ar-XB']

type Theme = NonNullable<Opening['theme']>

interface Size {
  readonly size: typeof SMALL
  /** In this theme the test checks everything. In the other theme it checks only colours, in English. */
  readonly whole: Theme
}

/** The usual screen at a counter. */
const COUNTER = { width: 1024, height: 768 }
/** A tablet, and the screen of an office. Only the width can be wrong there: all else is as in the other sizes. */
const ONLY_WIDTHS = [
  { width: 768, height: 1024 },
  { width: 1920, height: 1080 },
]

function sizesOf(language: LanguageCode, isCounter: boolean): readonly Size[] {
  if (language === 'en')
    return [
      { size: SMALL, whole: 'light' },
      { size: LARGE, whole: 'dark' },
    ]
  if (language !== 'hi') return [{ size: SMALL, whole: 'light' }]
  // On a large screen English has shown the same page, and Hindi is hardly longer.
  const usual: readonly Size[] = [
    { size: SMALL, whole: 'dark' },
    ...(sized(0, 1) === 1 ? [{ size: LARGE, whole: 'light' } as const] : []),
  ]
  return isCounter ? [...usual, { size: COUNTER, whole: 'light' }] : usual
}

/** Gives the faults of a page as it is now, in all looks of its language. */
export async function lookAround(
  page: Page,
  about: string,
  language: LanguageCode,
  { isCounter = false } = {},
): Promise<string[]> {
  const faults: string[] = []
  for (const { size, whole } of sizesOf(language, isCounter)) {
    await page.setViewportSize(size)
    // Colours are the same in every language, so English shows them in the other theme for all.
    for (const theme of language === 'en' ? (['light', 'dark'] as const) : [whole]) {
      await page.emulateMedia({ colorScheme: theme })
      await drawn(page)
      await settled(page)
      const look = `${about}, ${language} ${theme} ${size.width}`
      faults.push(...(await findFaults(page, look, theme === whole ? 'all' : 'colours')))
    }
  }
  for (const size of language === 'en' ? ONLY_WIDTHS : []) {
    await page.setViewportSize(size)
    await drawn(page)
    faults.push(...(await findOverflow(page)).map((fault) => `${about}, ${size.width}: ${fault}`))
  }
  return faults
}

/** Waits until the page has noticed another size or theme, and has drawn itself again. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
}
