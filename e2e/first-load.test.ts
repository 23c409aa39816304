// What a citizen's first page weighs, how long it takes on a slow line, and how fast 200 centres are drawn.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Response } from 'playwright-core'
import { settled, slowLine, startBrowser } from './testing/browser.ts'
import { startSehat } from './testing/sehat.ts'

const sehat = await startSehat({ after })
const { open, browser } = await startBrowser({ after }, sehat.url)

const SCRIPT_BYTES_MAX = 120_000
const TOTAL_BYTES_MAX = 250_000

for (const address of ['/', '/centres?pin=110001', '/sign-in', '/register']) {
  test(`the first load of ${address} keeps to its bytes`, async (t) => {
    const page = await (await browser.newContext({ baseURL: sehat.url })).newPage()
    const responses: Response[] = []
    page.on('response', (response) => void responses.push(response))
    await page.goto(address)
    await settled(page)
    let scripts = 0
    let total = 0
    for (const response of responses) {
      const zipped = gzipSync(await response.body()).length
      total += zipped
      if (/javascript/.test(response.headers()['content-type'] ?? '')) scripts += zipped
    }
    t.diagnostic(`${responses.length} files, ${scripts} bytes of scripts and ${total} in all, gzip`)
    assert.ok(scripts > 50_000, 'the page has scripts')
    assert.ok(scripts <= SCRIPT_BYTES_MAX, `${scripts} bytes of scripts`)
    assert.ok(total <= TOTAL_BYTES_MAX, `${total} bytes in all`)
    assert.ok(!responses.some((response) => /mantine|Staff/i.test(response.url())), 'nothing of the staff is loaded')
    const foreign = responses.filter((response) => !response.url().startsWith(sehat.url))
    assert.deepEqual(foreign, [], 'nothing comes from elsewhere')
  })
}

test('on 400 kbit/s and 300 ms the search takes a PIN soon (measured, not asserted)', async (t) => {
  const context = await browser.newContext({ baseURL: sehat.url })
  const page = await context.newPage()
  await slowLine(context, page)
  const startedAt = performance.now()
  await page.goto('/', { waitUntil: 'commit' })
  await page.locator('[name=pin]').fill('1100')
  t.diagnostic(`takes a PIN after ${Math.round(performance.now() - startedAt)} ms`)
  await page.waitForFunction(() => document.querySelector('[data-loading]') === null)
  t.diagnostic(`the whole app is there after ${Math.round(performance.now() - startedAt)} ms`)
  assert.equal(await page.locator('[name=pin]').inputValue(), '1100', 'what was typed before is kept')
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'pin')
  await page.keyboard.type('01')
  await page.keyboard.press('Enter')
  await page.locator('.book').first().waitFor()
  t.diagnostic(`first session after ${Math.round(performance.now() - startedAt)} ms`)
})

test('the search is sent before the app has come, or without it', async () => {
  const context = await browser.newContext({ baseURL: sehat.url, javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto('/')
  await page.getByLabel('PIN code').fill('110001')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.waitForURL('**/centres?pin=110001')
})

const CENTRES = 200
const AT_A_TIME = 10

test('200 centres are drawn quickly after their answer (measured, not asserted)', async (t) => {
  await makeCentres()
  const page = await open('/')
  await page.addInitScript(() => {
    const drawn: Record<string, number> = {}
    Object.assign(globalThis, { drawn })
    const note = (name: string): void => {
      if (name in drawn) return
      drawn[name] = 0
      requestAnimationFrame(() => setTimeout(() => Object.assign(drawn, { [name]: performance.now() })))
    }
    new MutationObserver(() => {
      const count = document.querySelectorAll('.centre').length
      if (count > 0) note('first')
      if (count >= 200) note('all')
    }).observe(document, { childList: true, subtree: true })
  })
  await page.goto('/centres?pin=110002')
  await page
    .locator('.centre')
    .nth(CENTRES - 1)
    .waitFor({ state: 'attached' })
  await page.waitForFunction(() => ((globalThis as unknown as { drawn: { all?: number } }).drawn.all ?? 0) > 0)
  const { first, all } = await page.evaluate(() => {
    const answer = performance.getEntriesByType('resource').find(({ name }) => name.includes('/availability'))
    const { responseEnd } = answer as PerformanceResourceTiming
    const { drawn } = globalThis as unknown as { drawn: { first: number; all: number } }
    return { first: Math.round(drawn.first - responseEnd), all: Math.round(drawn.all - responseEnd) }
  })
  t.diagnostic(`what is seen is drawn ${first} ms after the answer, all ${CENTRES} centres after ${all} ms`)
})

/** Real centres of one PIN, made by the national administrator through the API. */
async function makeCentres(): Promise<void> {
  const { phone, password } = sehat.account('national-admin')
  const signedIn = await sehat.ask<{ accessToken: string }>('POST', '/v1/auth/login', { body: { phone, password } })
  const send = async <Body>(url: string, body: object): Promise<Body> => {
    const headers = { authorization: `Bearer ${signedIn.body.accessToken}` }
    const answer = await sehat.ask<Body>('POST', url, { body, headers })
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    return answer.body
  }
  const date = new Date(Date.now() + 36 * 3_600_000).toISOString().slice(0, 10)
  const offer = { vaccine: 'COVISHIELD', dose: 1 }
  const make = async (nth: number): Promise<void> => {
    const facility = {
      name: `Ward clinic ${nth}`,
      address: `Lane ${nth}`,
      pin: '110002',
      kinds: ['vaccination-centre'],
    }
    const { facilityId } = await send<{ facilityId: string }>('/v1/facilities', facility)
    const lot = { lot: `W-${nth}`, expiresOn: `${Number(date.slice(0, 4)) + 2}-12-31`, quantity: 50 }
    await send('/v1/vaccination/stock', { facilityId, ...offer, ...lot })
    const session = { capacity: 50, windows: ['09:00-13:00'], minAge: 18, fee: 0 }
    await send('/v1/vaccination/sessions', { facilityId, ...offer, date, ...session })
  }
  for (let first = 0; first < CENTRES; first += AT_A_TIME) {
    await Promise.all(Array.from({ length: AT_A_TIME }, (_, nth) => make(first + nth)))
  }
}
