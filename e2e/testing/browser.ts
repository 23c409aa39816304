// A real browser for tests: pages in a language, theme and size; axe; pictures to look at.
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
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

/** For what hangs: a busy machine takes its time. */
const WAIT_MS = 60_000
/** How long nothing may change before a page counts as settled, by its own frames. */
const STILL_MS = 100

export const SMALL = { width: 360, height: 740 }
export const LARGE = { width: 1280, height: 900 }

export interface Opening {
  readonly language?: 'en' | 'hi' | 'en-XA' | 'ar-XB'
  readonly theme?: 'light' | 'dark'
  readonly size?: typeof SMALL
}

/** One browser for all tests of a file; each test opens its own context, so that nobody is signed in by another. */
export async function startBrowser(t: WithAfter, url: string) {
  const browser: Browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS,
  })
  t.after(() => browser.close())
  const openContext = async (options: BrowserContextOptions = {}): Promise<BrowserContext> => {
    const context = await browser.newContext({ baseURL: url, ...options })
    context.setDefaultTimeout(WAIT_MS)
    context.setDefaultNavigationTimeout(WAIT_MS)
    await context.addInitScript(watchQuiet)
    return context
  }
  return {
    /** A new visitor, with nothing kept from before. */
    openContext,
    /** A page of a new visitor. */
    async open(address = '/', { language = 'en', theme = 'light', size = LARGE }: Opening = {}): Promise<Page> {
      const context = await openContext({ viewport: size, colorScheme: theme, locale: 'en-IN' })
      await context.addInitScript((code) => localStorage.setItem('sehat.language', code), language)
      const page = await context.newPage()
      await page.goto(address)
      await settled(page)
      return page
    },
  }
}

interface Quiet {
  asking: number
  sinceMs: number
}

/** Runs in the page, before its own scripts: counts what it waits for, and notes when anything last changed. */
function watchQuiet(): void {
  const quiet: Quiet = { asking: 0, sinceMs: 0 }
  const note = (): void => {
    quiet.sinceMs = Number(document.timeline.currentTime)
  }
  const counted = <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    quiet.asking++
    return answer.finally(() => {
      quiet.asking--
      note()
    })
  }
  const { fetch } = globalThis
  globalThis.fetch = (...asked) => counted(fetch(...asked))
  for (const part of ['text', 'json'] as const) {
    const read = Response.prototype[part]
    Response.prototype[part] = function (this: Response) {
      return counted(read.call(this))
    }
  }
  new MutationObserver(note).observe(document, { childList: true, subtree: true, attributes: true })
  Object.assign(globalThis, { sehatQuiet: quiet })
}

/** Waits until a page is drawn, asks nothing any more and has not changed for a moment. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction((stillMs) => {
    const { asking, sinceMs } = (globalThis as unknown as { sehatQuiet: Quiet }).sehatQuiet
    const isDrawn = document.querySelector('h1') !== null && document.querySelector('.loading, [data-loading]') === null
    return isDrawn && asking === 0 && Number(document.timeline.currentTime) - sinceMs >= stillMs
  }, STILL_MS)
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

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** What depends on colours alone: all else is the same in the other theme. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block']

interface Violation {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}

/** What axe finds, in words. It is run in the page, because the page lets no foreign script in. */
async function findViolations(page: Page, runOnly: object): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE)
  // What passes is most of what axe can tell, and costs more than finding out.
  const options = JSON.stringify({ runOnly, resultTypes: ['violations'] })
  const found = (await page.evaluate(
    `axe.run(document, ${options}).then(({ violations }) => violations)`,
  )) as readonly Violation[]
  return found.map(({ id, help, nodes }) => {
    return `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary}`).join('\n')}`
  })
}

/** Nothing is cut off or pushed out of the window. */
async function findOverflow(page: Page): Promise<string[]> {
  const [scroll, seen] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return [scrollWidth, clientWidth] as const
  })
  return scroll <= seen ? [] : [`the page is ${scroll} px wide in a window of ${seen} px`]
}

/** What is wrong with a page as it stands; `colours`: only what another theme can change. */
export async function findFaults(page: Page, about: string, part: 'all' | 'colours' = 'all'): Promise<string[]> {
  const runOnly = part === 'all' ? { type: 'tag', values: TAGS } : { type: 'rule', values: RULES_OF_COLOUR }
  const faults = [...(await findOverflow(page)), ...(await findViolations(page, runOnly))]
  await picture(page, about)
  return faults.map((fault) => `${about}: ${fault}`)
}

/** What a journey passes is checked as it stands: axe finds nothing, and nothing is cut off. */
export async function assertSound(page: Page, about: string): Promise<void> {
  const faults = await findFaults(page, about)
  assert.equal(faults.length, 0, faults.join('\n'))
}

/** With PICTURES=on a picture of the whole page, into e2e/screenshots, for people to look at. */
export async function picture(page: Page, about: string): Promise<void> {
  if (process.env.PICTURES !== 'on') return
  mkdirSync(PICTURES, { recursive: true })
  const name = about.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
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
