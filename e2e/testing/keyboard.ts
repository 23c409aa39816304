// Walks a page by keyboard alone, and checks at each step that people see the focus and that it is not lost.
import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'

const TABS_MAX = 120

interface Focus {
  readonly text: string
  /** The focus is on the whole document: the next Tab begins at the top again. */
  readonly isLost: boolean
  /** A ring is drawn around it, inside the window. Headings that take the focus of a new page have none. */
  readonly isSeen: boolean
}

function readFocus(page: Page): Promise<Focus> {
  return page.evaluate(() => {
    const focused = document.activeElement as HTMLElement | null
    const isLost = focused === null || focused === document.body || focused === document.documentElement
    if (focused === null || isLost) return { text: '', isLost: true, isSeen: false }
    const hasRing = (element: Element | null): boolean => {
      if (!element) return false
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      const { width, height, bottom, top } = element.getBoundingClientRect()
      const isInWindow = width > 0 && height > 0 && bottom > 0 && top < innerHeight
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0 && isInWindow
    }
    // A switch draws the ring around its word, because its own circle is hidden.
    const isSeen = focused.tabIndex < 0 || hasRing(focused) || hasRing(focused.nextElementSibling)
    return { text: (focused.innerText || focused.outerHTML).slice(0, 200), isLost, isSeen }
  })
}

const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluateAll((found) => found.some((element) => element === document.activeElement))

/** Presses a key where the focus is. Afterwards the focus is somewhere. */
export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
  // What a key opens takes the focus a moment later.
  await page.waitForFunction(() => document.activeElement !== document.body)
}

/** Presses Tab until the target has the focus. Each stop on the way must be seen. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  const passed: string[] = []
  for (let tabs = 0; tabs < TABS_MAX; tabs++) {
    await page.keyboard.press('Tab')
    const { text, isLost, isSeen } = await readFocus(page)
    // After the last stop of a page the browser's own controls come.
    if (isLost) continue
    assert.ok(isSeen, `people do not see the focus on ${text}`)
    if (await isFocused(target)) return
    passed.push(text)
  }
  assert.fail(`Tab never reaches ${target}, but ${passed.join(' | ')}`)
}

/** Goes to a field and types. Choices open a letter at a time, as a list box does. */
export async function enter(page: Page, field: Locator, text: string): Promise<void> {
  if (!(await isFocused(field))) await tabTo(page, field)
  await page.keyboard.type(text)
}

/** Waits until the target has the focus. */
export async function focusOn(target: Locator): Promise<void> {
  await target.waitFor()
  const page = target.page()
  const handle = await target.elementHandle()
  await page.waitForFunction((element) => element === document.activeElement, handle)
}
