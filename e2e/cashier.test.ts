// Tests the cashier in the browser: bills by cash and UPI, a returned strip, a drawer that lacks a rupee, and who pays.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { signatureHeaders, signingKeyOf } from '../server/src/platform/signing.ts'
import { assertSound, LARGE, SMALL, signIn, startBrowser } from './testing/browser.ts'
import { createPeople, todayInIndia } from './testing/people.ts'
import { shareSehat } from './testing/sehat.ts'

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'cashier')
const SECRET = `whsec_${Buffer.alloc(32, 9).toString('base64')}`

/** A hospital of this file alone, which issues bills, with two cashiers. */
async function openHospital() {
  const national = await people.signIn(sehat.account('national-admin'))
  const body = { name: 'Hospital of the cashier test', kinds: ['hospital'], address: '3 Station Road', pin: '110002' }
  const { facilityId } = await people.send<{ facilityId: string }>(national, '/v1/facilities', body)
  const hire = async (role: 'centre-admin' | 'cashier', name: string) => {
    const account = { name, phone: people.nextPhone(), password: 'quiet river mango', facilityId }
    await people.hire(account, { role, facilityId })
    return { ...account, role }
  }
  const admin = await hire('centre-admin', 'Sunita Verma')
  const by = await people.signIn(admin)
  const put = async (url: string, asked: object): Promise<void> => {
    const answer = await sehat.ask('PUT', url, { by, body: asked })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
  }
  const issuer = { legalName: 'Cashier Care', address: '3 Station Road', stateCode: '07', gstin: '07AAAAA0000A1Z5' }
  const upi = { prefix: 'CSH', upiVpa: 'cashier@bank', callbackSecret: SECRET }
  await put(`/v1/billing/issuers/${facilityId}`, { ...issuer, ...upi })
  const from = { validFrom: todayInIndia() }
  const consultation = { name: 'Consultation', kind: 'consultation', unitPricePaise: 30_000, taxCode: 'health-care' }
  await put(`/v1/billing/prices/${facilityId}/CONS`, { ...from, ...consultation })
  const strip = { name: 'Paracetamol strip of ten', kind: 'medicine', unitPricePaise: 2_100, taxCode: 'medicine' }
  await put(`/v1/billing/prices/${facilityId}/PCM`, { ...from, ...strip })
  return { facilityId, admin, first: await hire('cashier', 'Ravi Rao'), second: await hire('cashier', 'Leela Das') }
}

const { facilityId, admin, first, second } = await openHospital()
const patient = await people.citizen('Kamala Bose')
const charge = async (lines: readonly { priceCode: string; quantity: number }[]): Promise<void> => {
  const by = await people.signIn(first)
  const body = { facilityId, patientId: patient.patientId, lines }
  const answer = await sehat.ask('POST', '/v1/billing/charges', { by, body, key: `e2e-${Math.random()}` })
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
}
/** The payment provider says that the newest UPI request was paid. */
async function tellPaid(uri: string): Promise<void> {
  const query = new URL(uri).searchParams
  const amountPaise = Math.round(Number(query.get('am')) * 100)
  const body = JSON.stringify({ tr: query.get('tr'), utr: `UTR${Date.now()}`, amountPaise, status: 'paid' })
  const signed = signatureHeaders([signingKeyOf(SECRET)], { id: `msg-${Date.now()}`, body, now: new Date() })
  const url = `${sehat.url}/v1/billing/upi-callbacks/${facilityId}`
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: { ...signed, 'content-type': 'application/json' },
  })
  assert.equal(response.status, 200, await response.text())
}

test('the cashier takes cash and UPI, gives a strip back, and hands over a drawer short of a rupee', async () => {
  await charge([
    { priceCode: 'CONS', quantity: 1 },
    { priceCode: 'PCM', quantity: 2 },
  ])
  const page = await browser.open('/')
  await signIn(page, first)
  await page.goto('/staff/billing')
  await page.getByText('You have no open drawer').waitFor()
  await page.getByRole('button', { name: 'Open a drawer' }).click()
  await page.getByRole('textbox', { name: 'Counter' }).fill('Cash 1')
  await page.getByRole('textbox', { name: 'Cash in it now' }).fill('1000')
  await page.getByRole('dialog').getByRole('button', { name: 'Open a drawer' }).click()
  await page.getByText('Drawer Cash 1 is open').waitFor()
  await page.getByRole('heading', { name: /^Kamala Bose/ }).waitFor()
  for (const size of [SMALL, LARGE]) {
    await page.setViewportSize(size)
    await assertSound(page, `counter, ${size.width}`)
  }
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('i')
  const tendered = page.getByRole('textbox', { name: 'Given in cash' })
  await tendered.waitFor()
  await tendered.fill('500')
  await page.getByText('Change ₹158').waitFor()
  await assertSound(page, 'payment')
  await page.keyboard.press('p')
  await page.getByText('₹342 is paid').waitFor()
  await page.getByText('Nobody waits to pay').waitFor()

  // The second bill is paid by UPI: the code stands on the second screen, and turns green by itself.
  await charge([{ priceCode: 'CONS', quantity: 1 }])
  const screen = await page.context().newPage()
  await screen.goto('/staff/billing/screen')
  await screen.getByText('Please wait for the cashier').waitFor()
  await page.getByRole('heading', { name: /^Kamala Bose/ }).waitFor()
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('i')
  await tendered.waitFor()
  const asked = page.waitForResponse((response) => response.url().endsWith('/upi-requests'))
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('u')
  const { uri } = (await (await asked).json()) as { uri: string }
  await screen.getByRole('img', { name: 'QR code for a UPI app' }).waitFor()
  await assertSound(screen, 'second screen')
  await tellPaid(uri)
  await screen.locator('.pay-screen-paid').waitFor()
  await page.getByText('₹300 is paid').waitFor()

  // A strip comes back at the price paid.
  await page.goto('/staff/billing/invoices')
  await page.getByRole('link', { name: /000001$/ }).click()
  await page.getByRole('button', { name: 'Give a part back' }).click()
  await page.getByRole('textbox', { name: 'Paracetamol strip of ten' }).fill('1')
  await page.getByRole('button', { name: 'A strip was returned' }).click()
  await page.getByRole('button', { name: 'Write the credit note' }).click()
  await page.getByText('₹21 must be given back').waitFor()
  await page.getByRole('button', { name: 'Give back ₹21' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Give back', exact: true }).click()
  await page.getByText('₹21 is given back').waitFor()
  for (const size of [SMALL, LARGE]) {
    await page.setViewportSize(size)
    await assertSound(page, `bill, ${size.width}`)
  }

  // The drawer must hold 1,000 + 342 - 21 = 1,321 rupees, and a rupee is missing.
  await page.goto('/staff/billing/drawers')
  await page.getByRole('button', { name: 'Count the drawer' }).click()
  await page.getByRole('textbox', { name: '₹500' }).fill('2')
  await page.getByRole('textbox', { name: '₹200', exact: true }).fill('1')
  await page.getByRole('textbox', { name: '₹20', exact: true }).fill('6')
  await page.getByText('−₹1').first().waitFor()
  await page.getByRole('textbox', { name: 'Handed to' }).fill('Leela Das')
  await assertSound(page, 'count')
  await page.getByRole('button', { name: 'Close and hand over' }).click()
  await page.getByRole('alert').getByText('Say why the drawer holds another sum').waitFor()
  await page.getByRole('button', { name: 'A coin is missing' }).click()
  await page.keyboard.press('Enter')
  await page.getByText('Drawer Cash 1 is closed').waitFor()

  const other = await browser.open('/')
  await signIn(other, second)
  await other.goto('/staff/billing/drawers')
  await other.getByRole('button', { name: 'Accept Cash 1' }).click()
  await other.getByText('Accepted by Leela Das').waitFor()
  for (const size of [SMALL, LARGE]) {
    await other.setViewportSize(size)
    await assertSound(other, `drawers, ${size.width}`)
  }
})

test('the administrator sees the difference and the day', async () => {
  const page = await browser.open('/')
  await signIn(page, admin)
  await page.getByText('₹1 missing').waitFor()
  await page.goto('/staff/billing/days')
  await page.getByRole('cell', { name: 'Ravi Rao' }).first().waitFor()
  await assertSound(page, 'day report')
})

test('the citizen sees what was given back, pays a bill by UPI in two presses, and reads the prices', async () => {
  await charge([{ priceCode: 'CONS', quantity: 1 }])
  const by = await people.signIn(first)
  const list = await sehat.ask<{ items: { chargeId: string }[] }>(
    'GET',
    `/v1/billing/charges?facility=${facilityId}&open=true`,
    { by },
  )
  const chargeIds = list.body.items.map(({ chargeId }) => chargeId)
  const issued = await sehat.ask('POST', '/v1/billing/invoices', { by, body: { chargeIds }, key: 'e2e-citizen' })
  assert.equal(issued.status, 201, JSON.stringify(issued.body))
  const page = await browser.open('/')
  await signIn(page, patient as never)
  await page.goto('/account/records')
  await page.getByRole('link', { name: /^Bills/ }).click()
  await page.getByText('Bill CSH/').first().waitFor()
  for (const size of [SMALL, LARGE]) {
    await page.setViewportSize(size)
    await assertSound(page, `bills, ${size.width}`)
  }
  const asked = page.waitForResponse((response) => response.url().endsWith('/upi-requests'))
  await page.getByRole('button', { name: /^Pay ₹300 by UPI/ }).click()
  const { uri } = (await (await asked).json()) as { uri: string }
  await page.getByRole('link', { name: 'Open a UPI app' }).waitFor()
  await assertSound(page, 'paying')
  await tellPaid(uri)
  await page.getByText('₹300 is paid').waitFor()
  await page
    .getByRole('link', { name: /Hospital of the cashier test/ })
    .last()
    .click()
  await page.getByText('Given back: cash').waitFor()
  await page.getByRole('button', { name: 'Print' }).first().click()
  const printed = page.locator('.print-frame')
  await printed.waitFor({ state: 'attached' })
  assert.match((await printed.getAttribute('srcdoc')) ?? '', /Invoice-cum-bill of supply/)
  for (const size of [SMALL, LARGE]) {
    await page.setViewportSize(size)
    await assertSound(page, `bill of a citizen, ${size.width}`)
  }
  await page.goto(`/doctors/prices/${facilityId}`)
  await page.getByRole('cell', { name: 'Paracetamol strip of ten' }).waitFor()
  await assertSound(page, 'prices')
})
