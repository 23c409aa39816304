// Tests the privacy of a citizen: what is kept, a no to links, a copy of everything, and closing the account.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { addDays } from '../server/src/platform/clock.ts'
import { assertSound, picture, SMALL, settled, signIn, startBrowser } from './testing/browser.ts'
import { createPeople, todayInIndia } from './testing/people.ts'
import { shareSehat } from './testing/sehat.ts'

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'privacy')
const centre = await people.centre()

test('a citizen sees what is kept, says no, takes a copy, and closes the account with a code', async () => {
  const meera = await people.citizen()
  const { sessionId } = await people.session(centre, { date: addDays(todayInIndia(), 3) })
  await people.book(meera, sessionId)
  const page = await browser.open('/', { size: SMALL })
  await signIn(page, meera)
  await page.goto('/account')
  await page.getByRole('link', { name: 'Privacy and my data' }).click()
  await page.getByRole('heading', { level: 1, name: 'Privacy' }).waitFor()
  await page.getByRole('button', { name: 'Say no' }).click()
  await page.getByText('your no is recorded').waitFor()
  await page.getByRole('button', { name: 'Say yes' }).waitFor()
  await assertSound(page, 'privacy')
  await picture(page, 'privacy')

  await page.getByRole('button', { name: 'Ask for a copy' }).click()
  await page.getByRole('link', { name: /See the copy/ }).click()
  await page.getByRole('heading', { level: 2, name: 'Your family' }).waitFor()
  assert.match(await page.locator('main').innerText(), /Meera Nair/)
  await assertSound(page, 'a copy of everything')
  await picture(page, 'privacy-copy')
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: /Save as a file/ }).click()
  assert.match(readFileSync(await (await saving).path(), 'utf8'), /"name": "Meera Nair"/)

  await page.goto('/account/privacy')
  await page.getByRole('link', { name: 'What Sehat keeps and why' }).click()
  await page.getByRole('heading', { level: 2, name: /The doses that each member/ }).waitFor()
  await assertSound(page, 'what is kept')
  await picture(page, 'privacy-kept')
  await page.getByRole('link', { name: 'Back' }).click()

  await page.getByRole('link', { name: 'Close my account' }).click()
  await page.getByText('1 booking is cancelled at once').waitFor()
  await assertSound(page, 'closing')
  await picture(page, 'privacy-closing')
  await page.getByRole('button', { name: 'Send me a code' }).click()
  const code = page.getByLabel(/code/i).first()
  // Only now the new code has left. The one of the sign-in is used up.
  await code.waitFor()
  await code.fill(await sehat.codeOf(meera.phone))
  const closings: string[] = []
  page.on('request', (request) => closings.push(...(request.url().match(/privacy\/closing$/g) ?? [])))
  await code.press('Enter')
  await settled(page)
  assert.deepEqual(closings, [], 'Enter closes no account')
  await page.getByRole('button', { name: 'Close my account' }).click()
  await page.getByText(/Your account closes on/).waitFor()
  await settled(page)
  await assertSound(page, 'the account closes')
  await picture(page, 'privacy-closed')

  await page.goto('/account')
  await page.waitForURL('**/sign-in**')
})
