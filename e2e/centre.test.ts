// The centre's whole day in a real browser, by keyboard: who comes, the dose, absences, stock, sessions and walk-ins.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import {
  assertAccessible,
  assertFits,
  LARGE,
  type Opening,
  picture,
  SMALL,
  settled,
  signIn,
  startBrowser,
} from './testing/browser.ts'
import { type DemoAccount, type Sehat, startSehat } from './testing/sehat.ts'

let sehat: Sehat
let browser: Awaited<ReturnType<typeof startBrowser>>
let facilityId: string
const cleanUps: (() => Promise<void>)[] = []
before(async () => {
  const ending = { after: (cleanUp: () => Promise<void>) => void cleanUps.push(cleanUp) }
  sehat = await startSehat(ending)
  browser = await startBrowser(ending, sehat.url)
  facilityId = sehat.account('centre-admin').facilityId as string
  await bookSome()
})
after(async () => {
  for (const cleanUp of cleanUps.toReversed()) await cleanUp()
})

/** Signs in through the API, for what is not the page's own doing. */
async function tokenOf({ phone, password }: DemoAccount): Promise<string> {
  const { body } = await sehat.ask<{ accessToken: string }>('POST', '/v1/auth/login', { body: { phone, password } })
  return body.accessToken
}

const NAMES = ['Omar Khan', 'Fatima Sheikh', 'Gopal Mahto', 'सुनीता देवी', 'Thomas Kurian']

/** Five people without an account in the first session of today, and who walked in is expected again. */
async function bookSome(): Promise<void> {
  const token = await tokenOf(sehat.account('centre-admin'))
  const by = { token, accountId: '' }
  const day = new Date(Date.now() + 5.5 * 3_600_000).toISOString().slice(0, 10)
  const { body } = await sehat.ask<{
    items: { sessionId: string; vaccine: string; dose: number; windows: string[] }[]
  }>('GET', `/v1/vaccination/sessions?facility=${facilityId}&from=${day}`, { by })
  const session = body.items.find(({ vaccine, dose }) => vaccine === 'COVISHIELD' && dose === 1)
  assert.ok(session)
  for (const [nth, name] of NAMES.entries()) {
    const person = {
      name,
      birthYear: 1960 + nth,
      gender: nth % 2 ? 'female' : 'male',
      pin: '110001',
      confirmedNew: true,
    }
    const made = await sehat.ask<{ patientId: string }>('POST', '/v1/patients/registrations', { by, body: person })
    const seat: { status: number; body: { bookingId: string } } = await sehat.ask(
      'POST',
      `/v1/vaccination/sessions/${session.sessionId}/walk-ins`,
      { by, body: { patientId: made.body.patientId, window: session.windows.at(-1) } },
    )
    assert.equal(seat.status, 201, JSON.stringify(seat.body))
    await sehat.ask('POST', `/v1/vaccination/bookings/${seat.body.bookingId}/arrival/cancellation`, { by, body: {} })
  }
}

async function open(role: 'vaccinator' | 'centre-admin', address: string, look: Opening = {}): Promise<Page> {
  const page = await browser.open('/', look)
  await signIn(page, sehat.account(role))
  await page.goto(address)
  await settled(page)
  return page
}

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.innerText ?? '')

const countOf = async (page: Page, state: string): Promise<number> =>
  Number((await page.getByRole('button', { name: new RegExp(`\\d ${state}`) }).innerText()).replace(/\D/g, ''))

test('today by keyboard alone: find, arrive and undo, vaccinate, absent', async () => {
  const page = await open('vaccinator', '/staff')
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await page.waitForURL('**/staff/today')
  await page.getByText('Omar Khan').waitFor()
  assert.equal(await countOf(page, 'Expected'), 5)
  await page.keyboard.press('/')
  await page.keyboard.type('omar')
  await page.keyboard.press('ArrowDown')
  assert.equal(await focused(page), 'Omar Khan')
  await page.keyboard.press('a')
  await page.getByText('Omar Khan has arrived.').waitFor()
  await page.getByRole('button', { name: /1 Arrived/ }).waitFor()
  await page.keyboard.press('u')
  await page.getByRole('button', { name: /5 Expected/ }).waitFor()
  await page.keyboard.press('a')
  await page.getByRole('button', { name: /1 Arrived/ }).waitFor()
  await page.keyboard.press('v')
  await page.getByRole('dialog').getByText('66 years old').or(page.getByRole('radio').first()).first().waitFor()
  await page.getByRole('radio').first().waitFor()
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'lot')
  await assertAccessible(page, 'the dialog before a dose')
  await picture(page, 'centre-booking')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /1 Vaccinated/ }).waitFor()
  assert.equal(await page.getByRole('dialog').count(), 0)

  await page.keyboard.press('/')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('kurian')
  await page.keyboard.press('Enter')
  await page.keyboard.press('x')
  await page.getByText('Mark as absent?').waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /1 Absent/ }).waitFor()
  await page.keyboard.press('?')
  await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor()
  await assertAccessible(page, 'the list of shortcuts')
  await page.keyboard.press('Escape')
})

const PAGES = [['today', '/staff/today', 'vaccinator']] as const
const LOOKS: readonly (Opening & { name: string })[] = [
  { name: 'en-light-360', language: 'en', theme: 'light', size: SMALL },
  { name: 'en-dark-1280', language: 'en', theme: 'dark', size: LARGE },
  { name: 'hi-light-1280', language: 'hi', theme: 'light', size: LARGE },
  { name: 'hi-dark-360', language: 'hi', theme: 'dark', size: SMALL },
  { name: 'long-360', language: 'en-XA', size: SMALL },
  { name: 'right-to-left-360', language: 'ar-XB', size: SMALL },
]

for (const { name, ...look } of LOOKS) {
  test(`pages of the centre fit and are accessible: ${name}`, async () => {
    const page = await open('centre-admin', '/staff', look)
    for (const [about, address] of PAGES) {
      await page.goto(address)
      await settled(page)
      await assertFits(page, `${about} ${name}`)
      await assertAccessible(page, `${about} ${name}`)
      await picture(page, `centre-${about}-${name}`)
    }
  })
}
