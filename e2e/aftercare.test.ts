// Tests aftercare in the browser: after a dose a person is observed, staff report, officials export, the family reads.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertSound, settled, signIn, startBrowser } from './testing/browser.ts'
import { createPeople } from './testing/people.ts'
import { type DemoAccount, shareSehat } from './testing/sehat.ts'

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'aftercare')
/** In the district of the demo's officer. */
const centre = await people.centre('110001')
const meera = await people.citizen()
const session = await people.session(centre)
const { bookingId } = await people.book(meera, session.sessionId)

async function open(who: DemoAccount | typeof meera, address: string): Promise<Page> {
  const page = await browser.open('/')
  await signIn(page, who)
  await page.goto(address)
  await settled(page)
  return page
}

async function changeAsColleague(adverseEventId: string): Promise<void> {
  const by = await people.signIn(centre.admin)
  const url = `/v1/vaccination/adverse-events/${adverseEventId}`
  const { body } = await sehat.ask<{ versions: { onsetAt: string }[] }>('GET', url, { by })
  await people.send(by, `${url}/versions`, {
    ...{ onsetAt: body.versions[0]?.onsetAt, reactions: ['rash', 'other'], severity: 'serious' },
    ...{ seriousBecause: ['hospitalization'], description: '=HYPERLINK("http://example.org")' },
    ...{ treatment: 'Adrenaline, then an antihistamine', outcome: 'recovering', toldBy: 'patient' },
    ...{ version: 1, reason: 'The doctor told me' },
  })
}

test('a person is observed after the dose, staff report what happened, and correct it later', async () => {
  const page = await open(centre.vaccinator, '/staff/today')
  await page.getByText('Meera Nair').waitFor()
  const row = page.getByRole('row', { name: /Meera Nair/ })
  await row.getByText('Expected', { exact: true }).waitFor()
  const figure = page.locator('.day-figures > div').filter({ hasText: 'Observing' })
  assert.match(await figure.innerText(), /0$/)
  // A colleague records the dose. The page shows it by itself, and the row glows once.
  await people.give(centre.vaccinator, bookingId, session.lot)
  await row.getByText('Observing', { exact: true }).waitFor()
  await row.getByText(/^(30|29) min left$/).waitFor()
  assert.match((await row.getAttribute('class')) ?? '', /today-changed/)
  await figure.getByText(/next free/).waitFor()
  await assertSound(page, 'a person under observation')
  await row.getByRole('button', { name: 'More for Meera Nair' }).click()
  await page.getByRole('menuitem', { name: 'Report an adverse event' }).click()

  await page.getByRole('button', { name: 'Save the report' }).click()
  await page.getByRole('alert').getByText('Choose at least one reaction').waitFor()
  await page.getByRole('alert').getByText('Choose how severe it was').waitFor()
  await page.getByLabel('Rash or itching').check()
  await page.getByLabel('Something else').check()
  await page.getByRole('radio', { name: /^Serious/ }).check()
  await page.getByRole('radio', { name: 'Recovering', exact: true }).check()
  await page.getByRole('radio', { name: 'The person', exact: true }).check()
  await page.getByRole('button', { name: 'Save the report' }).click()
  await page.getByRole('alert').getByText('Say in words what happened').waitFor()
  await page.getByRole('alert').getByText('Choose why it is serious').waitFor()
  await assertSound(page, 'a report with errors')
  await page.getByLabel('In words').fill('=HYPERLINK("http://example.org")')
  await page.getByRole('checkbox', { name: 'Stay in a hospital' }).check()
  await page.getByLabel('What was done?').fill('Antihistamine')
  // The time of the onset is filled in, because the observation lasts.
  await page.getByRole('button', { name: 'Save the report' }).click()
  await page.getByText('The report is saved').waitFor()
  await page.getByRole('link', { name: 'Open the report' }).click()

  await page.getByRole('button', { name: 'Correct or complete' }).click()
  await page.getByRole('radio', { name: 'Recovered', exact: true }).check()
  await page.getByRole('button', { name: 'Save the new version' }).click()
  await page.getByRole('alert').getByText('Enter why the report changes').waitFor()
  await page.getByLabel('Why does the report change?').fill('She is well again')
  // A colleague is faster. Nobody overwrites that version without having seen it.
  await changeAsColleague(page.url().split('/').at(-1) as string)
  for (let nth = 0; nth < 2; nth++) {
    await page.getByRole('button', { name: 'Save the new version' }).click()
    await page.getByRole('alert').getByText('Somebody else has changed this report meanwhile').waitFor()
    await page.getByText('Adrenaline, then an antihistamine').waitFor()
  }
  await page.getByRole('button', { name: 'Back' }).click()
  await page.getByRole('button', { name: 'Correct or complete' }).click()
  assert.equal(await page.getByLabel('What was done?').inputValue(), 'Adrenaline, then an antihistamine')
  await page.getByRole('radio', { name: 'Recovered', exact: true }).check()
  await page.getByLabel('Why does the report change?').fill('She is well again')
  await page.getByRole('button', { name: 'Save the new version' }).click()
  await page.getByText('The new version is saved.').waitFor()
  await page.getByText('She is well again').waitFor()
  await page.getByText(/^Version 1,/).click()
  await page.getByText('Recovering', { exact: true }).filter({ visible: true }).waitFor()
  await assertSound(page, 'a report with an earlier version')
})

test('the officer of the district sees the report, filters and exports it, and changes nothing', async () => {
  const page = await open(sehat.account('district-officer'), '/staff/adverse-events')
  const row = page.getByRole('row', { name: /Meera Nair/ }).filter({ hasText: 'Clinic of aftercare' })
  await row.getByText('Rash or itching').waitFor()
  await page.getByLabel('Severity').selectOption('minor')
  await page.getByText('Nothing was found').waitFor()
  await page.getByLabel('Severity').selectOption('serious')
  await page.getByLabel('Centre').selectOption({ label: 'Clinic of aftercare' })
  await page.getByText('1 found').waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export as CSV' }).click()
  const lines = readFileSync(await (await download).path(), 'utf8')
    .trim()
    .split('\r\n')
  assert.equal(lines.length, 2)
  const born = meera.birthDate.slice(0, 4)
  assert.match(lines[1] ?? '', new RegExp(`,Meera Nair,${born},female,serious,hospitalization,rash other,`))
  // A spreadsheet must not run what somebody wrote.
  assert.match(lines[1] ?? '', /,"'=HYPERLINK\(""http/)
  await row.getByRole('link').click()
  await page.getByText('Adrenaline, then an antihistamine').first().waitFor()
  assert.equal(await page.getByRole('button', { name: 'Correct or complete' }).count(), 0)
})

test('the family reads what was reported', async () => {
  const page = await open(meera, '/account/doses')
  const row = page.getByRole('row', { name: /Rash or itching/ })
  await row.getByText('Adrenaline, then an antihistamine').waitFor()
  await row.getByText('Recovered', { exact: true }).waitFor()
  await assertSound(page, 'the records with an adverse event')
})

test('staff cancel a report that was a mistake, and the family does not see it any more', async () => {
  const page = await open(centre.admin, '/staff/adverse-events')
  await page
    .getByRole('row', { name: /Meera Nair/ })
    .getByRole('link')
    .click()
  await page.getByRole('button', { name: 'Cancel the report' }).click()
  await page.getByLabel('Why does the report change?').fill('The wrong person')
  await page.getByRole('button', { name: 'Yes, cancel the report' }).click()
  await page.getByText('The report is cancelled.').waitFor()
  const records = await open(meera, '/account/doses')
  await records.getByText('Doses of Meera Nair').waitFor()
  assert.equal(await records.getByText('Rash or itching').count(), 0)
})
