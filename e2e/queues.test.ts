// Tests queues in the browser: staff call by keys, the board and the place tell it, also when the connection is away.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { until } from '../server/src/testing/until.ts'
import { assertSound, LARGE, SMALL, signIn, startBrowser } from './testing/browser.ts'
import { createPeople } from './testing/people.ts'
import { shareSehat } from './testing/sehat.ts'

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'queues')

/** A hospital of this file alone: a nurse who calls, and two people who wait for her. */
async function openHospital() {
  const by = await people.signIn(sehat.account('national-admin'))
  const body = { name: 'Hospital of the queues test', kinds: ['hospital'], address: '3 Station Road', pin: '110002' }
  const { facilityId } = await people.send<{ facilityId: string }>(by, '/v1/facilities', body)
  const hire = async (role: 'centre-admin' | 'nurse', name: string) => {
    const account = { name, phone: people.nextPhone(), password: 'quiet river mango', facilityId }
    await people.hire(account, { role, facilityId })
    return { ...account, role }
  }
  const nurse = await hire('nurse', 'Latha Pillai')
  const desk = await people.signIn(await hire('centre-admin', 'Sunita Verma'))
  const walkIn = async (name: string) => {
    const person = { name, birthYear: 1980, gender: 'female', pin: '110002', confirmedNew: true }
    const { patientId } = await people.send<{ patientId: string }>(desk, '/v1/patients/registrations', person)
    const asked = { facilityId, servicePoint: 'DRESSING', patientId }
    return people.send<{ link: string; label: string }>(desk, '/v1/appointments/walk-ins', asked)
  }
  return { facilityId, nurse, first: await walkIn('Kamala Bose'), second: await walkIn('Yamini Rao') }
}

const { facilityId, nurse, first, second } = await openHospital()

test('a nurse calls the next by a key; the board and the place tell it, and say when they are old', async () => {
  const board = await browser.open('/')
  await board.addInitScript(() => {
    const counted = window as unknown as { notes?: number }
    const { start } = OscillatorNode.prototype
    OscillatorNode.prototype.start = function begin(when?: number) {
      counted.notes = (counted.notes ?? 0) + 1
      start.call(this, when)
    }
  })
  await board.goto(`/display/${facilityId}`)
  await board.setViewportSize({ width: 1920, height: 1080 })
  await board.getByRole('heading', { level: 1, name: 'Hospital of the queues test' }).waitFor()
  await board.getByText(`${first.label} ${second.label}`).waitFor()
  const place = await browser.open(`/place/${second.link}`)
  await place.getByText('1 person is before you').waitFor()
  await place.getByText('Nobody has been called yet').waitFor()

  const page = await browser.open('/')
  await signIn(page, nurse)
  await page.goto('/staff/queues')
  await page.getByRole('row').filter({ hasText: 'Kamala Bose' }).waitFor()
  await page.getByRole('textbox', { name: 'Your room' }).fill('7')
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('n')
  await page.getByText(`${first.label} is called to room 7`).waitFor()
  for (const size of [SMALL, LARGE]) {
    await page.setViewportSize(size)
    await assertSound(page, `queue, ${size.width}`)
    await place.setViewportSize(size)
    await assertSound(place, `place, ${size.width}`)
  }
  await board.locator('.board-number').getByText(first.label).waitFor()
  await board.locator('.board-fresh').getByText('DRESSING').waitFor()
  await board.locator('[lang=hi]').waitFor()
  await board.getByText('अब आपकी बारी, कृपया आएँ').waitFor()
  for (const size of [SMALL, LARGE]) {
    await board.setViewportSize(size)
    await assertSound(board, `board, ${size.width}`)
  }
  assert.ok(!(await board.content()).includes('Kamala'), 'the board names nobody who waits')
  await place.getByText(`${first.label}, room 7`).waitFor()

  await board.context().setOffline(true)
  await board.locator('.board-old').waitFor()
  await board.locator('.board-number').getByText(first.label).waitFor()
  await board.context().setOffline(false)
  await board.locator('.board-old').waitFor({ state: 'detached' })

  const notes = () => board.evaluate(() => (window as unknown as { notes?: number }).notes ?? 0)
  assert.equal(await notes(), 0, 'the sound is off until somebody turns it on')
  await board.getByRole('button', { name: /^(Turn the sound on|आवाज़ चालू करें)$/ }).click()
  await board.getByRole('button', { name: /^(Turn the sound off|आवाज़ बंद करें)$/ }).waitFor()
  assert.equal(await notes(), 2, 'people hear how loud it is')
  await page.keyboard.press('b')
  await page.getByText(`${first.label} is in the room`).waitFor()
  // The list comes a moment after the word, and the key belongs to its button.
  await page.getByRole('button', { name: /^Done/ }).waitFor()
  await page.keyboard.press('d')
  await page.getByText(`Done with ${first.label}`).waitFor()
  await page.keyboard.press('n')
  await page.getByText(`${second.label} is called to room 7`).waitFor()
  await place.getByText('Please come to room 7').waitFor()
  await until('the call sounds', async () => (await notes()) === 4)
  await page.keyboard.press('a')
  await page.getByText(`${second.label} did not come`).waitFor()
  await page.getByRole('button', { name: `Is here again ${second.label}` }).click()
  await page.getByText(`${second.label} waits again`).waitFor()
})

test('an unknown board and a broken link say so', async () => {
  const page = await browser.open('/display/nowhere')
  await page.getByRole('heading', { level: 1, name: 'Page not found' }).waitFor()
  await page.goto(`/place/${'A'.repeat(48)}`)
  await page.getByText('This link is not complete').waitFor()
  await assertSound(page, 'broken link')
})
