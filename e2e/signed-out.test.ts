// Tests a sign-in that ends in the middle of a page: the page says so, and a new sign-in goes on there with the input.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertSound, settled, signIn, startBrowser } from './testing/browser.ts'
import { LANGUAGES, lookAround } from './testing/looks.ts'
import { type Citizen, createPeople } from './testing/people.ts'
import { shareSehat, startSehat } from './testing/sehat.ts'

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'signed-out')
const centre = await people.centre()

/** Ends the sign-in of a browser on the server, as another device would. The pages do not know. */
async function revoke(page: Page): Promise<void> {
  const status = await page.evaluate(async () => {
    const send = (action: string, headers = {}) =>
      fetch(`/v1/auth/${action}`, { method: 'POST', headers: { 'sehat-session': 'cookie', ...headers } })
    const { accessToken } = await (await send('refresh')).json()
    return (await send('logout', { authorization: `Bearer ${accessToken}` })).status
  })
  assert.equal(status, 204)
}

const again = (page: Page) => page.getByRole('dialog', { name: 'You were signed out' })

async function fillIn(page: Page, { phone, password }: Pick<Citizen, 'phone' | 'password'>): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('link', { name: 'Sign in with a password instead' }).click()
  await dialog.getByLabel('Mobile number').fill(phone)
  await dialog.getByLabel('Password').fill(password)
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click()
}

test('an official whose sign-in ended signs in again when sending a form, and the page keeps the input', async () => {
  const page = await browser.open('/')
  const admin = sehat.account('national-admin')
  await signIn(page, admin)
  await page.goto('/staff/people/new?office=nation')
  await settled(page)
  await page.getByLabel('Name').fill('Lakshmi Rao')
  await page.getByLabel('Mobile number').fill('98111 22334')
  await page.getByLabel('Auditor').check()
  await revoke(page)
  await page.getByRole('button', { name: 'Send the offer' }).click()
  await again(page).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  // The browser closes the dialog on the second press; the page opens it again.
  await again(page).waitFor()
  await fillIn(page, admin)
  await again(page).waitFor({ state: 'detached' })
  await page.getByText('You were signed out before this was done').waitFor()
  assert.equal(await page.getByLabel('Name').inputValue(), 'Lakshmi Rao')
  assert.equal(await page.getByLabel('Mobile number').inputValue(), '98111 22334')
  assert.ok(await page.getByLabel('Auditor').isChecked())
  await page.getByRole('button', { name: 'Send the offer' }).click()
  await page.getByText('The offer to Lakshmi Rao is on its way').waitFor()
  assert.equal(new URL(page.url()).pathname, '/staff/people/new')
})

/** Answers all questions up to the last page, which registers the new member. */
async function describeMember(page: Page): Promise<void> {
  await page.goto('/account/family/new')
  const next = () => page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Full name').fill('Kabir Nair')
  await next()
  for (const [part, value] of [
    ['Day', '2'],
    ['Month', '5'],
    ['Year', '2015'],
  ] as const) {
    await page.getByLabel(part).fill(value)
  }
  await next()
  await page.getByLabel('Male', { exact: true }).check()
  await next()
  await page.getByLabel('PIN code').fill('110001')
  await next()
  await page.getByRole('heading', { name: 'Check your answers' }).waitFor()
}

/** Opens the page of a citizen who is registering a child. The sign-in has ended, and the page has just noticed. */
async function interrupted(): Promise<{ page: Page; meera: Citizen }> {
  const meera = await people.citizen()
  const page = await browser.open('/')
  await signIn(page, meera)
  await describeMember(page)
  await revoke(page)
  await page.getByRole('button', { name: 'Add to my family' }).click()
  return { page, meera }
}

test('a signed-out citizen signs in by a code, and goes on in the same place with the same answers', async () => {
  const { page, meera } = await interrupted()
  const dialog = again(page)
  await dialog.getByLabel('Mobile number').fill(meera.phone)
  await dialog.getByRole('button', { name: 'Send the code' }).click()
  await dialog.getByRole('heading', { name: 'Enter the code' }).waitFor()
  await dialog.getByLabel('Code').fill(await sehat.codeOf(meera.phone))
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  assert.equal(new URL(page.url()).pathname, '/account/family/new/check')
  await page.getByText('Kabir Nair').waitFor()
  await page.getByRole('button', { name: 'Add to my family' }).click()
  await page.waitForURL('**/account')
  await page.getByRole('heading', { name: 'Kabir Nair' }).waitFor()
})

test('another person who signs in there finds nothing of the first person', async () => {
  const [meera, omar] = [await people.citizen(), await people.citizen('Omar Khan')]
  const page = await browser.open('/')
  await signIn(page, meera)
  await describeMember(page)
  await revoke(page)
  await page.getByRole('button', { name: 'Add to my family' }).click()
  await fillIn(page, omar)
  await again(page).waitFor({ state: 'detached' })
  await page.getByRole('heading', { name: "What is the person's name?" }).waitFor()
  assert.equal(await page.getByLabel('Full name').inputValue(), '')
  assert.equal(await page.getByText('Kabir').count(), 0)
})

/** Opens the page that cancels a booking, because its form sends a request at once. */
async function openCancelling(page: Page, citizen: Citizen, address: string): Promise<void> {
  await signIn(page, citizen)
  await page.goto(address)
  await settled(page)
}

async function bookSomething(citizen: Citizen): Promise<string> {
  const { bookingId } = await people.book(citizen, (await people.session(centre)).sessionId)
  return `/account/bookings/${bookingId}/cancel`
}

test('a second tab goes on when the first has signed in again, and a reload asks to sign in', async () => {
  const meera = await people.citizen()
  const address = await bookSomething(meera)
  const first = await browser.open('/')
  await openCancelling(first, meera, address)
  const second = await first.context().newPage()
  await second.goto(address)
  await settled(second)
  await revoke(first)
  for (const page of [first, second]) {
    // The second tab may have heard from the first, and then its form lies below the dialog already.
    await page.locator('main form button.button-danger').dispatchEvent('click')
    await again(page).waitFor()
  }
  await fillIn(first, meera)
  for (const page of [first, second]) await again(page).waitFor({ state: 'detached' })
  await revoke(second)
  await second.reload()
  await second.waitForURL((url) => url.pathname === '/sign-in' && url.searchParams.get('back') === address)
})

test('the browser forgets the sign-in when a signed-out person leaves the page', async () => {
  const { page } = await interrupted()
  await again(page).getByRole('link', { name: 'Back' }).click()
  await page.waitForURL(`${sehat.url}/`)
  await page.getByRole('link', { name: 'Sign in' }).waitFor()
  assert.equal(await page.evaluate(() => localStorage.getItem('sehat.signed-in')), null)
})

test('the page warns before the sign-in ends, and signing in again keeps the input', async (t) => {
  const brief = await startSehat(t, { SEHAT_REFRESH_TOKEN_SECONDS: '300' })
  const { open } = await startBrowser(t, brief.url)
  const page = await open('/')
  const citizen = brief.account('citizen')
  await signIn(page, citizen)
  await page.goto('/account/family/new')
  await page.getByLabel('Full name').fill('Kabir Nair')
  await page
    .getByRole('status')
    .getByText(/You will be signed out at \d+:\d\d/)
    .waitFor()
  await assertSound(page, 'signed out soon')
  await page.getByRole('button', { name: 'Stay signed in' }).click()
  const dialog = page.getByRole('dialog', { name: 'Sign in again to stay signed in' })
  await dialog.getByRole('button', { name: 'Not now' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Stay signed in' }).click()
  await fillIn(page, citizen)
  await dialog.waitFor({ state: 'detached' })
  assert.equal(await page.getByLabel('Full name').inputValue(), 'Kabir Nair')
})

test('the dialog to sign in again fits its window and is accessible', async () => {
  const meera = await people.citizen()
  const address = await bookSomething(meera)
  const faults: string[] = []
  for (const language of LANGUAGES) {
    const page = await browser.open('/', { language })
    await openCancelling(page, meera, address)
    await revoke(page)
    // A request that the page makes by itself may open the dialog before the press.
    await page
      .locator('main form button[type=submit]')
      .click({ timeout: 3_000 })
      .catch(() => undefined)
    await page.getByRole('dialog').waitFor()
    faults.push(...(await lookAround(page, 'signed out', language)))
  }
  assert.equal(faults.length, 0, faults.join('\n'))
})
