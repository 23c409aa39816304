// A real browser for tests: pages in a language, theme and size; axe; pictures to look at.
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import type { WithAfter } from '../../server/src/testing/database.ts'
import type { DemoAccount } from './sehat.ts'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const PICTURES = path.resolve(import.meta.dirname, '../screenshots')
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const SMALL = { width: 360, height: 740 }
export const LARGE = { width: 1280, height: 900 }

export interface Opening {
  readonly language?: 'en' | 'hi' | 'en-XA' | 'ar-XB'
  readonly theme?: 'light' | 'dark'
  readonly size?: typeof SMALL
}

export interface Look extends Opening {
  readonly name: string
}

/** How pages are looked at: both sizes, languages and themes, longer texts, and right to left. */
export const LOOKS: readonly Look[] = [
  { name: 'en-light-360', language: 'en', theme: 'light', size: SMALL },
  { name: 'en-dark-1280', language: 'en', theme: 'dark', size: LARGE },
  { name: 'hi-light-1280', language: 'hi', theme: 'light', size: LARGE },
  { name: 'hi-dark-360', language: 'hi', theme: 'dark', size: SMALL },
  { name: 'long-360', language: 'en-XA', size: SMALL },
  { name: 'right-to-left-360', language: 'ar-XB', size: SMALL },
]

/** One browser for all tests of a file; each test opens its own context, so that nobody is signed in by another. */
export async function startBrowser(t: WithAfter, url: string) {
  const browser: Browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS,
  })
  t.after(() => browser.close())
  return {
    browser,
    /** A page of a new visitor. What it throws or logs as an error fails the test that calls `noErrors`. */
    async open(address = '/', { language = 'en', theme = 'light', size = LARGE }: Opening = {}): Promise<Page> {
      const context = await browser.newContext({ viewport: size, colorScheme: theme, locale: 'en-IN', baseURL: url })
      context.setDefaultTimeout(10_000)
      await context.addInitScript((code) => localStorage.setItem('sehat.language', code), language)
      const page = await context.newPage()
      await page.goto(address)
      await settled(page)
      return page
    },
  }
}

/** Waits until a page is drawn and asks nothing any more. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() => document.querySelector('.loading, [data-loading]') === null)
}

/** Signs in by password, as a person would. */
export async function signIn(page: Page, { phone, password }: DemoAccount): Promise<void> {
  await page.goto('/sign-in')
  await page.locator('[name=phone]').fill(phone)
  await page.locator('[name=password]').fill(password)
  await page.locator('main form button[type=submit]').click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  await settled(page)
}

/** Fails with what axe finds. It is run in the page, because the page lets no foreign script in. */
export async function assertAccessible(page: Page, about: string): Promise<void> {
  await page.evaluate(AXE)
  const found = (await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
  )) as { violations: { id: string; help: string; nodes: { html: string; failureSummary: string }[] }[] }
  const words = found.violations.map(({ id, help, nodes }) => {
    return `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary}`).join('\n')}`
  })
  assert.equal(words.length, 0, `${about}:\n${words.join('\n')}`)
}

/** Nothing is cut off or pushed out of the window. */
export async function assertFits(page: Page, about: string): Promise<void> {
  const [scroll, seen] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return [scrollWidth, clientWidth] as const
  })
  assert.ok(scroll <= seen, `${about}: the page is ${scroll} px wide in a window of ${seen} px`)
}

/** A picture of the whole page, into e2e/screenshots, for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true })
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`), fullPage: true })
}

/** A line of 400 kbit/s and 300 ms, as in a village at noon. */
export async function slowLine(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  const bytesPerSecond = 400_000 / 8
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 300,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  })
}
