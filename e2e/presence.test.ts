// Tests the proof of a presence by a code: staff send it, the person reads it out, and only then something happens.
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertSound, LARGE, picture, SMALL, settled, signIn, startBrowser } from './testing/browser.ts'
import { type Citizen, createPeople } from './testing/people.ts'
import { shareSehat } from './testing/sehat.ts'

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'presence')
const centre = await people.centre()

/** Opens a page of staff and enters a citizen who says that they are there. */
async function enter(page: Page, { name, birthDate }: Citizen): Promise<void> {
  await page.getByLabel('Code by SMS').check()
  await page.getByLabel('Full name').fill(name)
  const born = page.getByRole('group', { name: 'Date of birth' })
  const [year = '', month = '', day = ''] = birthDate.split('-')
  for (const [part, value] of Object.entries({ Day: day, Month: month, Year: year })) {
    await born.getByLabel(part, { exact: true }).fill(value)
  }
  await page.getByLabel('Female', { exact: true }).check()
  await page.getByLabel('PIN code').fill('110001')
}

const wrongOf = (code: string): string => `${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`

test('staff seat a walk-in by a code that goes to the phone of the person', async () => {
  const meera = await people.citizen()
  await people.session(centre)
  const page = await browser.open('/', { size: SMALL })
  await signIn(page, centre.vaccinator)
  await page.goto('/staff/walk-in')
  await settled(page)
  await enter(page, meera)
  const press = () => page.getByRole('button', { name: 'Register and give a token' }).click()
  await press()
  await page.getByText('A similar person is registered already').waitFor()
  await page.getByLabel(/Meera Nair/).check()
  await press()
  await page.getByText('A code is on its way').waitFor()
  const field = page.getByLabel('Code from the SMS')
  await field.and(page.locator(':focus')).waitFor()
  await assertSound(page, 'a walk-in whose code is on its way')
  await picture(page, 'walk-in-code-small')
  await press()
  await page.getByRole('alert').getByText('Enter the digits that the person reads from the SMS').waitFor()
  const code = await sehat.codeOf(meera.phone)
  await field.fill(wrongOf(code))
  await press()
  await page.getByRole('alert').getByText('This code is not accepted').waitFor()
  await field.fill(code)
  await press()
  await page.getByText('Registered and arrived').waitFor()
})

test('staff record a dose had elsewhere by a code, and read what helps when there is no phone', async () => {
  const asha = await people.citizen('Asha Tirkey')
  const page = await browser.open('/', { size: LARGE })
  await signIn(page, centre.vaccinator)
  await page.goto('/staff/historical-doses')
  await settled(page)
  await enter(page, asha)
  await page.getByLabel('Vaccine and dose').selectOption({ label: 'COVID-19: COVISHIELD, dose 1' })
  const given = page.getByRole('group', { name: 'Day of the' })
  for (const [part, value] of Object.entries({ Day: '15', Month: '1', Year: '2022' })) {
    await given.getByLabel(part, { exact: true }).fill(value)
  }
  await page.getByLabel('Where it was given').fill('Bir Hospital, Kathmandu')
  await page.getByLabel('What shows the dose?').selectOption('card')
  const press = () => page.getByRole('button', { name: 'Record the dose' }).click()
  await press()
  await page.getByLabel(/Asha Tirkey/).check()
  await press()
  await page.getByText('A code is on its way').waitFor()
  await picture(page, 'history-code-large')
  await page.getByLabel('Code from the SMS').fill(await sehat.codeOf(asha.phone))
  await press()
  await page.getByText('The dose is recorded').waitFor()

  await page.goto('/staff/walk-in')
  await settled(page)
  await enter(page, { ...asha, name: 'Budhni Soren' })
  await page.getByRole('button', { name: 'Register and give a token' }).click()
  await page.getByText('Sehat knows no phone that this person has proven').waitFor()
  await page.getByText('Choose another proof').waitFor()
  await assertSound(page, 'a walk-in without a proven phone')
})
