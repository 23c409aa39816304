// Opens a real browser for tests: pages in a language, theme and size, checks by axe, and pictures.
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import type { WithAfter } from '../../server/src/testing/database.ts'
import { shiftDate, shiftMs } from '../../server/src/testing/other-time.ts'
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

/** The longest wait for anything. It is long, because a busy machine is slow. */
const WAIT_MS = 60_000
/** A page counts as settled when nothing has changed for so long, on the clock of its frames. */
const STILL_MS = 100
/** What stands where something will be. The sheet of parts (/dev/look/staff) shows it for ever. */
const LOADING = '.loading:not(.look-part *), [data-loading]'

export const SMALL = { width: 360, height: 740 }
export const LARGE = { width: 1280, height: 900 }

export interface Opening {
  readonly language?: 'en' | 'hi' | 'en-XA' | 'ar-XB'
  readonly theme?: 'light' | 'dark'
  readonly size?: typeof SMALL
}

/** Starts one browser for all tests of a file. Each test opens its own context, so that no test inherits a sign-in. */
export async function startBrowser(t: WithAfter, url: string) {
  const browser: Browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS,
  })
  t.after(() => browser.close())
  const openContext = async (options: BrowserContextOptions = {}): Promise<BrowserContext> => {
    // A colour or a size in the middle of a movement belongs to no design. Tests look at pages at rest.
    // The requests of a service worker pass by `page.route`, so only tests about it allow one.
    const usual = { reducedMotion: 'reduce', serviceWorkers: 'block' } as const
    const context = await browser.newContext({ baseURL: url, ...usual, ...options })
    context.setDefaultTimeout(WAIT_MS)
    context.setDefaultNavigationTimeout(WAIT_MS)
    await context.addInitScript(watchQuiet)
    if (shiftMs !== 0) await context.addInitScript(shiftDate, shiftMs)
    return context
  }
  return {
    /** Opens the browser context of a new visitor, with nothing kept from before. */
    openContext,
    /** Opens a page for a new visitor. */
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

/** Runs in the page before its own scripts. Counts the open requests, and notes when anything last changed. */
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

/** Waits until a page is drawn, has no open requests, and has not changed for a moment. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    ([stillMs, loading]) => {
      const { asking, sinceMs } = (globalThis as unknown as { sehatQuiet: Quiet }).sehatQuiet
      const isDrawn = document.querySelector('h1') !== null && document.querySelector(loading) === null
      return isDrawn && asking === 0 && Number(document.timeline.currentTime) - sinceMs >= stillMs
    },
    [STILL_MS, LOADING] as const,
  )
}

/** Asks the page until it says yes. Unlike `waitForFunction`, this waits for answers that are promises. */
export async function untilSo(page: Page, asks: () => Promise<boolean>): Promise<void> {
  const endsAt = Date.now() + WAIT_MS
  while (!(await page.evaluate(asks))) {
    if (Date.now() > endsAt) throw new Error(`the page never said yes: ${asks}`)
    await page.waitForTimeout(50)
  }
}

/** Signs in by password, as a person would. */
export async function signIn(page: Page, { phone, password }: DemoAccount): Promise<void> {
  await page.goto('/sign-in/password')
  await page.locator('[name=phone]').fill(phone)
  await page.locator('[name=password]').fill(password)
  await page.locator('main form button[type=submit]').click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  await settled(page)
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** Rules that depend on colours alone. All other rules give the same result in both themes. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block']

interface Violation {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}

/** Gives the faults that axe finds, in words. Evaluates axe in the page, because the page allows no foreign script. */
async function findViolations(page: Page, runOnly: object): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE)
  // Most results of axe are rules that pass, and reporting them costs more than the checks.
  const options = JSON.stringify({ runOnly, resultTypes: ['violations'] })
  const found = (await page.evaluate(
    `axe.run(document, ${options}).then(({ violations }) => violations)`,
  )) as readonly Violation[]
  return found.map(({ id, help, nodes }) => {
    return `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary}`).join('\n')}`
  })
}

/** Gives a fault if the page is wider than its window. */
export async function findOverflow(page: Page): Promise<string[]> {
  const [scroll, seen] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return [scrollWidth, clientWidth] as const
  })
  return scroll <= seen ? [] : [`the page is ${scroll} px wide in a window of ${seen} px`]
}

/** Gives the faults of a page as it is now. With `colours`, checks only what another theme can change. */
export async function findFaults(page: Page, about: string, part: 'all' | 'colours' = 'all'): Promise<string[]> {
  const runOnly = part === 'all' ? { type: 'tag', values: TAGS } : { type: 'rule', values: RULES_OF_COLOUR }
  const faults = [...(await findOverflow(page)), ...(await findViolations(page, runOnly)), ...(await findKeys(page))]
  await picture(page, about)
  return faults.map((fault) => `${about}: ${fault}`)
}

/** Texts that are the key of a message, because the message is missing. Names of events end in their version. */
async function findKeys(page: Page): Promise<string[]> {
  const keys = await page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    while (texts.nextNode()) {
      const text = texts.currentNode.nodeValue?.trim() ?? ''
      if (/^[a-z]\w*(\.[A-Za-z][\w-]*){2,}$/.test(text) && !/\.v\d+$/.test(text)) found.push(text)
    }
    return found
  })
  return keys.map((key) => `shows the key ${key}`)
}

/** Checks a page in the middle of a journey: axe finds no fault, and nothing is cut off. */
export async function assertSound(page: Page, about: string): Promise<void> {
  const faults = await findFaults(page, about)
  assert.equal(faults.length, 0, faults.join('\n'))
}

/** With PICTURES=on, saves a picture of the whole page in e2e/screenshots. */
export async function picture(page: Page, about: string): Promise<void> {
  if (process.env.PICTURES !== 'on') return
  mkdirSync(PICTURES, { recursive: true })
  const name = about.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`), fullPage: true })
}

/** Slows the connection to 400 kbit/s and 300 ms, as in a village at noon. */
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
