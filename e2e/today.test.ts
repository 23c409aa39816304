// Tests the filters of Today, what it says when nothing is there, and its calendar.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { assertSound, settled, signIn, startBrowser } from './testing/browser.ts'
import { createPeople } from './testing/people.ts'
import { shareSehat } from './testing/sehat.ts'

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'today')
const centre = await people.centre()
const { sessionId } = await people.session(centre)
await people.book(await people.citizen('Gopal Mahto'), sessionId)

test('Today filters by state, and says what to do when nothing is there', async () => {
  const page = await browser.open('/')
  await signIn(page, centre.vaccinator)
  await page.goto('/staff/today')
  await settled(page)
  await page.getByText('Gopal Mahto').waitFor()
  await page.getByText('Waiting 0', { exact: true }).click()
  await page.getByText('Nobody is waiting.').waitFor()
  assert.match(page.url(), /state=arrived/)
  await page.getByRole('button', { name: 'Show who is expected' }).click()
  await page.getByText('Gopal Mahto').waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('zzz')
  await page.getByText('Nobody found for "zzz"').waitFor()
  await assertSound(page, 'a search that finds nobody')
  await page.getByRole('button', { name: 'Clear' }).click()
  await page.getByText('Gopal Mahto').waitFor()
  await page.getByRole('button', { name: /^Choose a day/ }).click()
  await page.getByRole('button', { name: 'Month after' }).waitFor()
  await assertSound(page, 'the calendar of Today')
})
