// Tests the citizen's search: by PIN, by district and near me, with filters and map.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { addDays } from '../server/src/platform/clock.ts'
import { assertSound, settled, startBrowser } from './testing/browser.ts'
import { createPeople, todayInIndia } from './testing/people.ts'
import { startSehat } from './testing/sehat.ts'

// This file has its own Sehat, because it counts the free seats of the demo.
const sehat = await startSehat({ after })
const browser = await startBrowser({ after }, sehat.url)

test('a PIN leads to its centres, to their week, and to a session to book', async () => {
  const page = await browser.open('/')
  await page.getByLabel('PIN code').fill('110 001')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/centres?pin=110001')
  await page.getByRole('heading', { level: 1, name: 'Vaccination centres in 110001' }).waitFor()
  await page.getByRole('heading', { name: /^1 centre with times on / }).waitFor()
  await page.getByText(/As of .*now/).waitFor()
  const week = page.getByRole('list', { name: 'Free doses on each day, all centres' })
  assert.equal(await week.getByRole('listitem').count(), 7)
  // The people of the demo have booked for today.
  assert.match(await week.getByRole('listitem').nth(2).innerText(), /300\s*left/)
  const centre = page.locator('.centre')
  assert.equal(await centre.locator('.tag').innerText(), 'Free')
  for (const left of await centre.locator('.left').allInnerTexts()) assert.match(left, /^\d+ left$/)
  await centre.getByRole('button', { name: /COVISHIELD dose 1/ }).click()
  const book = page.getByRole('link', { name: /^Book COVISHIELD, dose 1/ })
  assert.match((await book.getAttribute('href')) ?? '', /^\/book\/[0-9a-f-]{36}(\?window=[\d:-]+)?$/)
  const first = await book.getAttribute('href')
  await centre.getByRole('button', { name: /COVAXIN dose 1/ }).click()
  const other = page.getByRole('link', { name: /^Book COVAXIN, dose 1/ })
  assert.notEqual(await other.getAttribute('href'), first)
})

test('on a phone the first Book is in the first screen, and the page has one week', async () => {
  const page = await browser.open('/centres?pin=110001', { size: { width: 390, height: 844 } })
  const box = await page.locator('.book').first().boundingBox()
  assert.ok(box && box.y <= 400, `the first Book is ${box?.y} px from the top`)
  const card = await page.locator('.centre').first().boundingBox()
  assert.ok(card && card.height <= 180, `a card is ${card?.height} px high`)
  assert.equal(await page.locator('.week').count(), 1)
  await assertSound(page, 'the results on a phone')
})

test('the error for a wrong PIN is beside the field, and the summary leads to the field', async () => {
  const page = await browser.open('/')
  await page.getByRole('button', { name: 'Find centres' }).click()
  const summary = page.getByRole('alert')
  assert.ok(await summary.evaluate((element) => element === document.activeElement))
  await assertSound(page, 'start page with an error')
  await summary.getByRole('link', { name: 'Enter a PIN code of six digits' }).click()
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'pin')
})

test('the page says that a PIN does not exist, and a PIN without centres leads to the nearest centres', async () => {
  const page = await browser.open('/centres?pin=999999')
  await page.getByText('We do not know this PIN code').waitFor()
  await page.goto('/centres?pin=345022')
  await page.getByText('No centre in 345022 has sessions this week').waitFor()
  await page.getByText(/^No centre is near: the nearest is [\d.,]+ km away/).waitFor()
  await settled(page)
  const distances = await page.locator('.centre p strong').allTextContents()
  const km = distances.map((text) => Number(text.replace(/[^\d.]/g, '')))
  assert.ok(km.length > 0 && km.every((each) => each > 0), distances.join())
  assert.deepEqual(
    km,
    km.toSorted((a, b) => a - b),
  )
  await assertSound(page, 'the nearest centres')
})

test('filters narrow the list, are in the address, and are still set after a reload', async () => {
  const page = await browser.open('/centres?pin=110001')
  await page.getByRole('button', { name: 'Vaccine and dose' }).click()
  await page.getByLabel('Vaccine', { exact: true }).selectOption('COVAXIN')
  await page.getByRole('button', { name: 'Show' }).click()
  await page.waitForURL(/vaccine=COVAXIN/)
  await page.getByRole('button', { name: 'For whom' }).click()
  await assertSound(page, 'a question of the filters')
  await page.getByLabel('Age in years').fill('40')
  await page.getByRole('button', { name: 'Show' }).click()
  await page.waitForURL(/vaccine=COVAXIN&age=40/)
  await page.getByRole('button', { name: 'Free only' }).click()
  await page.waitForURL(/fee=free/)
  assert.deepEqual(await page.locator('.chip-offer').allInnerTexts(), ['COVAXIN dose 1'])
  await page.reload()
  await page.getByRole('button', { name: '40 years old' }).waitFor()
  assert.equal(await page.getByRole('button', { name: 'Free only' }).getAttribute('aria-pressed'), 'true')
  assert.deepEqual(await page.locator('.chip-offer').allInnerTexts(), ['COVAXIN dose 1'])
  await page.getByRole('button', { name: '40 years old' }).click()
  await page.getByLabel('Age in years').fill('12')
  await page.getByRole('button', { name: 'Show' }).click()
  await page.getByText('Nothing fits your filters').waitFor()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.locator('.book').first().waitFor()
  assert.equal(new URL(page.url()).search, '?pin=110001')
})

test('a citizen changes the PIN code on the page and keeps the filters', async () => {
  const page = await browser.open('/centres?pin=110001&vaccine=COVISHIELD')
  await page.getByRole('button', { name: '110001' }).click()
  await page.getByLabel('PIN code').fill('५६०००१')
  await page.getByRole('button', { name: 'Show' }).click()
  await page.waitForURL((url) => url.searchParams.get('pin') === '560001')
  assert.equal(new URL(page.url()).searchParams.get('vaccine'), 'COVISHIELD')
})

test('a citizen chooses a day of the week and sees its sessions', async () => {
  const page = await browser.open('/centres?pin=110001')
  const second = page
    .getByRole('list', { name: /all centres/ })
    .getByRole('link')
    .nth(1)
  await second.click()
  await page.waitForURL(/date=\d{4}-\d\d-\d\d/)
  assert.equal(await second.getAttribute('aria-current'), 'date')
  assert.equal(await page.locator('.times li').count(), 3)
  await page.getByRole('link', { name: 'Next week' }).click()
  await page.waitForURL(/from=/)
  await page.getByText('No centre in 110001 has sessions this week').waitFor()
  await assertSound(page, 'a week without sessions')
  await page.getByRole('link', { name: 'Next week' }).click()
  await page.getByRole('link', { name: 'Earlier week' }).click()
  await page.getByRole('link', { name: 'Earlier week' }).click()
  await page.locator('.times li').first().waitFor()
})

test('a week without sessions keeps the filters, and leads to other weeks and to centres around', async () => {
  const from = addDays(todayInIndia(), 28)
  const page = await browser.open(`/centres?pin=110001&vaccine=COVISHIELD&dose=2&from=${from}`)
  await page.getByRole('button', { name: 'COVISHIELD, dose 2' }).waitFor()
  await page.getByRole('link', { name: 'Search within 50 km' }).click()
  await page.waitForURL((url) => url.searchParams.has('near'))
  const { searchParams } = new URL(page.url())
  assert.deepEqual(
    ['vaccine', 'dose', 'from'].map((name) => searchParams.get(name)),
    ['COVISHIELD', '2', from],
  )
  await page.getByText('None of the nearest centres has sessions this week').waitFor()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  for (let week = 0; week < 4; week++) await page.getByRole('link', { name: 'Earlier week' }).click()
  await page.locator('.times li').first().waitFor()
  await page.goto(`/centres?district=${await districtOf('110001')}&from=${from}`)
  await page.getByText('No centre in this district has sessions this week').waitFor()
  await page.getByRole('button', { name: 'Vaccine and dose' }).click()
  await page.getByLabel('Vaccine', { exact: true }).selectOption('COVAXIN')
  await page.getByRole('link', { name: 'Next week' }).waitFor()
})

test('state and district lead to the same centres', async () => {
  const page = await browser.open('/')
  await page.getByRole('link', { name: 'Choose state and district' }).click()
  await assertSound(page, 'the states')
  await page.getByRole('link', { name: /^Maharashtra: \d+ left$/ }).waitFor()
  await page.getByRole('link', { name: 'Maharashtra', exact: true }).click()
  await page.getByRole('heading', { name: 'Choose your district' }).waitFor()
  await page.getByRole('link', { name: 'Pune', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: /Vaccination centres in Pune/ }).waitFor()
  await page.locator('.times li').first().waitFor()
})

test('in Hindi the states have their Hindi names', async () => {
  const page = await browser.open('/districts', { language: 'hi' })
  await page.getByRole('link', { name: /^महाराष्ट्र: / }).click()
  await page.getByText('महाराष्ट्र').waitFor()
  await page.goto('/centres?pin=110001')
  await page.getByText(/, दिल्ली$/).waitFor()
})

test('near me sends only a rough place, and says when the browser may not tell the place', async () => {
  const page = await browser.open('/near-me')
  await page.getByRole('button', { name: 'Use my location' }).click()
  await page.getByText('Your browser may not share your location').waitFor()
  await page.context().grantPermissions(['geolocation'])
  await page.context().setGeolocation({ latitude: 28.62345, longitude: 77.21987 })
  await page.getByRole('button', { name: 'Use my location' }).click()
  await page.waitForURL('**/centres?near=28.62%2C77.22&radiusKm=25')
  await page.locator('.centre').first().waitFor()
  assert.match(await page.locator('.centre p').first().innerText(), /\d km/)
})

test('beside the list are the states as links with numbers, and the districts of its state', async () => {
  const page = await browser.open('/centres?pin=110001')
  const states = page.getByRole('list', { name: 'States, with places left' })
  await states.getByRole('link').nth(35).waitFor()
  assert.equal(await states.getByRole('link').count(), 36)
  const labels = await states.locator('.visually-hidden').allTextContents()
  assert.deepEqual(
    labels,
    labels.toSorted((a, b) => a.localeCompare(b, 'en')),
  )
  const { body } = await sehat.ask<{ items: { code: string; available: number }[] }>(
    'GET',
    '/v1/vaccination/availability/places',
  )
  const delhi = body.items.find(({ code }) => code === 'DL')?.available as number
  assert.ok(delhi > 0)
  const tile = states.getByRole('link', { name: `Delhi: ${delhi.toLocaleString('en-IN')} left` })
  assert.match(await tile.innerText(), /^DL/)
  await page.getByRole('link', { name: 'New Delhi', exact: true }).waitFor()
  await page.getByRole('link', { name: /^See all \d+ districts$/ }).click()
  await page.getByRole('heading', { name: 'Choose your district' }).waitFor()
})

test('a day without times says the next day that has some, and one press goes there', async () => {
  const later = addDays(todayInIndia(), 40)
  const people = createPeople(sehat, 'next-times')
  const pin = '411001'
  await people.session(await people.centre(pin), { date: later })
  const page = await browser.open(`/centres?pin=${pin}&from=${addDays(later, -20)}`)
  await page.getByText(`No centre in ${pin} has sessions this week`).waitFor()
  await page.getByRole('link', { name: /the next times$/ }).click()
  await page.waitForURL((url) => url.searchParams.get('date') === later)
  await page.locator('.book').first().waitFor()
  await page.goto(`/centres?pin=${pin}&from=${addDays(later, -2)}&date=${addDays(later, -1)}`)
  await page.getByText('No times on this day').waitFor()
  await page.getByRole('link', { name: /the next times$/ }).click()
  await page.locator('.book').first().waitFor()
})

async function districtOf(pin: string): Promise<number> {
  const { body } = await sehat.ask<{ district: { cell: number } }>('GET', `/v1/pins/${pin}`)
  return body.district.cell
}

test('a citizen goes from the start page to a session by keyboard alone', async () => {
  const page = await browser.open('/')
  await page.keyboard.press('Tab')
  assert.match(await focused(page), /Skip to the content/)
  await page.keyboard.press('Enter')
  for (let nth = 0; nth < 3 && (await page.evaluate(() => document.activeElement?.id)) !== 'pin'; nth++) {
    await page.keyboard.press('Tab')
  }
  await page.keyboard.type('110001')
  await page.keyboard.press('Enter')
  await page.waitForURL(/centres/)
  await page.locator('.book').first().waitFor()
  assert.match(await focused(page), /Vaccination centres in 110001/)
  for (let nth = 0; nth < 40 && !/^Book/.test(await focused(page)); nth++) await page.keyboard.press('Tab')
  assert.match(await focused(page), /^Book/)
})

const focused = (page: Awaited<ReturnType<typeof browser.open>>): Promise<string> =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.innerText ?? '')

test('a citizen chooses the language in its own script before signing in, and the page keeps it', async () => {
  const page = await browser.open('/')
  await page.evaluate(() => localStorage.clear())
  await page.getByRole('button', { name: 'हिन्दी' }).click()
  await page.getByRole('heading', { level: 1, name: 'अच्छी सेहत, घर के पास' }).waitFor()
  assert.equal(await page.locator('html').getAttribute('lang'), 'hi')
  assert.equal(await page.evaluate(() => localStorage.getItem('sehat.language')), 'hi')
})
