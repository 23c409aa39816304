// Tests each page of the app's own table of pages in each look: nothing is cut off, and axe finds no fault.
import assert from 'node:assert/strict'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { createServer } from 'vite'
import { addDays } from '../server/src/platform/clock.ts'
import { answering, startReceiver } from '../server/src/testing/fakes/receiver.ts'
import { sized } from '../server/src/testing/size.ts'
import { until } from '../server/src/testing/until.ts'
import { settled, signIn, startBrowser } from './testing/browser.ts'
import { storeDocument } from './testing/documents.ts'
import { LANGUAGES, type LanguageCode, lookAround } from './testing/looks.ts'
import { link } from './testing/outside.ts'
import { createPeople, todayInIndia, WINDOW } from './testing/people.ts'
import { createPharmacies } from './testing/pharmacy.ts'
import { type DemoAccount, startSehat } from './testing/sehat.ts'

interface AppRoute {
  readonly path: string
  readonly who: string
}

/** The account in the answer of the sign-in. The app decides by it which pages a person may open. */
type Account = Readonly<Record<string, unknown>>

/** The exports of web/src/routes.ts and of the tables that it loads later. */
interface Routes {
  readonly publicRoutes: readonly AppRoute[]
  readonly accountRoutes: readonly AppRoute[]
  readonly furtherRoutes: readonly AppRoute[]
  readonly staffRoutes: readonly AppRoute[]
  readonly findRoute: (path: string) => Promise<AppRoute | undefined>
  readonly mayOpen: (route: AppRoute, account: Account) => boolean
}

/** An address, or a function that leads to a page which needs some steps before. */
type Visit = string | ((page: Page) => Promise<void>)

type Visitor =
  | 'nobody'
  | 'citizen'
  | 'newcomer'
  | 'centre-admin'
  | 'national-admin'
  | 'vaccinator'
  | 'doctor'
  | 'chain-admin'
  | 'cashier'
  | 'reception'
  | 'lab-technician'
  | 'pharmacist'

const receiver = await startReceiver({ after })
// This file has its own Sehat, so that every list has the same rows in every run.
const sehat = await startSehat(
  { after },
  {
    SEHAT_LINKAGE_ALLOW_LOOPBACK: 'on',
    SEHAT_LINKAGE_WEBHOOK_RETRY_MS: '20',
    SEHAT_LINKAGE_WEBHOOK_RETRIES_MAX: '2',
  },
)
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'looks')
const demo = sehat.account('centre-admin')
const centre = { facilityId: demo.facilityId as string, admin: demo }
const admin = await people.signIn(sehat.account('national-admin'))

const { publicRoutes, accountRoutes, furtherRoutes, staffRoutes, findRoute, mayOpen } = await readRoutes()
const routes = [...publicRoutes, ...accountRoutes, ...furtherRoutes, ...staffRoutes]
const meera = await people.citizen()
/** The first person in this list who may open a page visits it. */
const LOOKERS: readonly [Visitor, Account][] = [
  ['citizen', await signedIn(meera)],
  ['national-admin', await signedIn(sehat.account('national-admin'))],
  ['centre-admin', await signedIn(demo)],
  ['vaccinator', await signedIn(sehat.account('vaccinator'))],
  ['doctor', await signedIn(sehat.account('doctor'))],
  ['chain-admin', await signedIn(sehat.account('chain-admin'))],
  ['cashier', await signedIn(sehat.account('cashier'))],
  ['reception', await signedIn(sehat.account('reception'))],
  ['lab-technician', await signedIn(sehat.account('lab-technician'))],
  ['pharmacist', await signedIn(sehat.account('pharmacist'))],
]
const visits = {
  ...(await fillFamily()),
  ...(await fillPrivacy()),
  ...(await fillOffers()),
  ...(await fillCentre()),
  ...(await fillDoctors()),
  ...(await fillAppointments()),
  ...(await fillQueues()),
  ...(await fillVisits()),
  ...(await fillDocuments()),
  ...(await fillPharmacy()),
  ...(await fillLaboratory()),
  ...(await fillLinking()),
  ...(await fillMoney()),
  ...ofHospitals(),
  ...visitsOfAll(),
}

/** Loads the table of pages through Vite, which can read the sources of the app. */
async function readRoutes(): Promise<Routes> {
  const root = path.resolve(import.meta.dirname, '../web')
  const vite = await createServer({
    root,
    appType: 'custom',
    logLevel: 'error',
    server: { middlewareMode: true, hmr: false, watch: null },
    // The test needs only the table, not the packages of the pages.
    optimizeDeps: { noDiscovery: true, include: [] },
  })
  // `findRoute` loads further tables when a test first needs them.
  after(() => vite.close())
  const load = (file: string) => vite.ssrLoadModule(`/src/${file}`)
  const [own, account, further, staff] = [
    await load('routes.ts'),
    await load('citizen/account-routes.ts'),
    await load('citizen/further-routes.ts'),
    await load('staff/routes.ts'),
  ]
  return { ...own, ...account, ...further, ...staff } as Routes
}

async function fillFamily(): Promise<Record<string, readonly Visit[]>> {
  const family = { gender: 'male', pin: '110001' }
  const rohan = { ...family, name: 'Rohan Nair', birthDate: '1983-02-01' }
  const { patientId } = await people.send<{ patientId: string }>(meera, '/v1/patients', rohan)
  await people.send(meera, '/v1/patients', { ...family, name: 'विवान नायर', birthDate: '2019-06-30' })
  const today = await people.session(centre)
  const later = await people.session(centre, { date: addDays(todayInIndia(), 3) })
  const full = await people.session(centre, { date: addDays(todayInIndia(), 4), capacity: 1 })
  const given = await people.book(meera, today.sessionId)
  await people.give(sehat.account('vaccinator'), given.bookingId, today.lot)
  const report = {
    ...{ onsetAt: new Date().toISOString(), reactions: ['fever', 'pain-at-site', 'anaphylaxis'], toldBy: 'family' },
    ...{ severity: 'serious', seriousBecause: ['hospitalization', 'life-threatening'], outcome: 'recovering' },
    ...{ description: 'High fever in the night', treatment: 'Adrenaline, and taken to the district hospital' },
  }
  const byVaccinator = await people.signIn(sehat.account('vaccinator'))
  const reports = `/v1/vaccination/bookings/${given.bookingId}/adverse-events`
  const { adverseEventId } = await people.send<{ adverseEventId: string }>(byVaccinator, reports, report)
  const again = { ...report, outcome: 'recovered', version: 1, reason: 'The family called' }
  await people.send(byVaccinator, `/v1/vaccination/adverse-events/${adverseEventId}/versions`, again)
  const ofRohan = { ...meera, patientId }
  const cancelled = await people.book(ofRohan, later.sessionId)
  await people.cancel(meera, cancelled.bookingId)
  const booked = await people.book(ofRohan, later.sessionId)
  await people.book(await people.citizen('Omar Khan'), full.sessionId)
  const slip = `/account/bookings/${booked.bookingId}`
  const move = `${slip}/move/${today.sessionId}`
  // The later questions of a booking are asked only when a person is chosen.
  const chooseRohan = async (page: Page): Promise<void> => {
    await page.goto(`/book/${today.sessionId}`)
    await page.getByRole('checkbox').nth(1).check()
  }
  const forRohan = (question: string) => async (page: Page) => {
    await chooseRohan(page)
    await page.goto(`/book/${today.sessionId}/${question}`)
  }
  return {
    '/account/bookings/:bookingId': [given, cancelled]
      .map(({ bookingId }) => `/account/bookings/${bookingId}`)
      .concat(slip),
    '/staff/bookings/:bookingId/adverse-event': [`/staff/bookings/${given.bookingId}/adverse-event`],
    '/staff/adverse-events/:adverseEventId': [`/staff/adverse-events/${adverseEventId}`],
    '/account/certificates/:patientId': [`/account/certificates/${meera.patientId}`],
    '/account/bookings/:bookingId/cancel': [`${slip}/cancel`],
    '/account/bookings/:bookingId/move': [`${slip}/move`],
    '/account/bookings/:bookingId/move/:sessionId': [move, `${move}?window=${WINDOW}`],
    '/book/:sessionId': [`/book/${full.sessionId}`, chooseRohan],
    '/book/:sessionId/time': [forRohan('time')],
    '/book/:sessionId/check': [forRohan(`check?window=${WINDOW}`)],
    '/book/:sessionId/booked': [book],
    '/account/family/new/:step?': ['/account/family/new'],
    '/account/family/new/check': [(page) => answerAll(page, '/account/family/new', ['name', 'birth', 'gender', 'pin'])],
  }
}

/** Meera has a copy of her data. */
async function fillPrivacy(): Promise<Record<string, readonly Visit[]>> {
  const { exportId } = await people.send<{ exportId: string }>(meera, '/v1/privacy/exports', {})
  const list = () => sehat.ask<{ items: { status: string }[] }>('GET', '/v1/privacy/exports', { by: meera })
  await until('the copy is ready', async () => (await list()).body.items[0]?.status === 'ready')
  return { '/account/privacy/copies/:exportId': [`/account/privacy/copies/${exportId}`] }
}

/** Meera is a citizen to whom a role is offered. */
async function fillOffers(): Promise<Record<string, readonly Visit[]>> {
  const { name, phone } = meera
  const offer = { name, phone, roles: ['pharmacist'], facilityId: centre.facilityId }
  const { offerId } = await people.send<{ offerId: string }>(admin, '/v1/staff', offer)
  return { '/account/offers/:offerId': [`/account/offers/${offerId}`] }
}

/** Books, because only a citizen who has just booked can see the last page of a booking. */
async function book(page: Page): Promise<void> {
  const { sessionId } = await people.session(centre, { date: addDays(todayInIndia(), 6) })
  await page.goto(`/book/${sessionId}?window=${WINDOW}`)
  for (let nth = 0; nth < 2; nth++) {
    await settled(page)
    await submit(page)
  }
  await page.locator('.ticket').waitFor()
}

/** Gives people without an account a seat today: one has arrived, the others are expected. */
async function fillCentre(): Promise<Record<string, readonly Visit[]>> {
  const by = await people.signIn(demo)
  const { sessionId } = await people.session(centre)
  for (const [nth, name] of ['Omar Khan', 'Fatima Sheikh', 'सुनीता देवी'].entries()) {
    const facts = { birthYear: 1960 + nth, gender: 'female', pin: '110001', confirmedNew: true }
    const { patientId } = await people.send<{ patientId: string }>(by, '/v1/patients/registrations', { name, ...facts })
    const url = `/v1/vaccination/sessions/${sessionId}/walk-ins`
    const { bookingId } = await people.send<{ bookingId: string }>(by, url, {
      patientId,
      window: WINDOW,
      proof: { kind: 'registration' },
    })
    if (nth > 0) await people.send(by, `/v1/vaccination/bookings/${bookingId}/arrival/cancellation`, {})
  }
  return {
    '/staff/facilities': ['/staff/facilities?state=DL', '/staff/facilities?show=closed'],
    '/staff/facilities/:facilityId': [`/staff/facilities/${centre.facilityId}`],
    '/staff/people/new': ['/staff/people/new?q=lohia'],
    '/staff/audit/reads': ['/staff/audit/reads', `/staff/audit/reads?facility=${centre.facilityId}`],
    '/staff/audit/changes': [`/staff/audit/changes?patient=${meera.patientId}`],
    // The lines of the charts need a few readings.
    '/staff/health': [(page) => page.goto('/staff/health').then(() => page.locator('path[d*=L]').first().waitFor())],
  }
}

/** A doctor of the demo, as officials see the page. e2e/doctors.test.ts looks at the page of the hospital. */
async function fillDoctors(): Promise<Record<string, readonly Visit[]>> {
  const { body } = await sehat.ask<{ items: { doctorId: string }[] }>('GET', '/v1/doctors?q=kurian')
  return { '/staff/doctors/:doctorId': [`/staff/doctors/${body.items[0]?.doctorId}`] }
}

/** Meera has an appointment with a doctor of the demo, has cancelled one, and holds a time. */
async function fillAppointments(): Promise<Record<string, readonly Visit[]>> {
  interface Found {
    doctors: { doctorId: string; facilityId: string; days: { date: string; slots: { slotId: string }[] }[] }[]
  }
  const from = addDays(todayInIndia(), 2)
  const url = `/v1/appointments/slots?speciality=ophthalmology&pin=110001&from=${from}&days=9`
  const { doctorId, facilityId, days } = (await sehat.ask<Found>('GET', url)).body.doctors[0] as Found['doctors'][0]
  const at = (nth: number) => ({ date: days[nth]?.date as string, slotId: days[nth]?.slots[2]?.slotId as string })
  const book = async (nth: number): Promise<string> => {
    const body = { slotIds: [at(nth).slotId], patientId: meera.patientId }
    return (await people.send<{ appointmentId: string }>(meera, '/v1/appointments', body)).appointmentId
  }
  const [booked, cancelled] = [await book(0), await book(1)]
  await people.send(meera, `/v1/appointments/${cancelled}/cancellation`, {})
  const slip = `/doctors/appointments/${booked}`
  const choice = (nth: number): string => `slot=${at(nth).slotId}&facility=${facilityId}&day=${at(nth).date}`
  let held = 0
  // Each newcomer holds a time of another day.
  const hold = async (page: Page): Promise<void> => {
    await page.goto(`/doctors/${doctorId}/book?${choice(4 + held++)}`)
    await page.locator('.doctor-people button').first().click()
    await page.getByRole('timer').waitFor()
  }
  const { body } = await sehat.ask<{ items: { appointmentId: string }[] }>(
    'GET',
    `/v1/appointments?facility=${centre.facilityId}&day=${addDays(todayInIndia(), 1)}`,
    { by: await people.signIn(demo) },
  )
  const move = `/staff/appointments/${body.items[0]?.appointmentId}/move`
  return {
    '/doctors': ['/doctors', '/doctors?pin=110001', '/doctors?pin=110001&speciality=any'],
    '/doctors/:doctorId': [`/doctors/${doctorId}?facility=${facilityId}&from=${from}`],
    '/doctors/:doctorId/book': [`/doctors/${doctorId}/book?${choice(2)}`],
    '/doctors/appointments/:appointmentId': [slip, `/doctors/appointments/${cancelled}`],
    '/doctors/appointments/:appointmentId/confirm': [hold],
    '/doctors/appointments/:appointmentId/move': [`${slip}/move`, `${slip}/move?doctor=${doctorId}&${choice(3)}`],
    '/doctors/appointments/:appointmentId/cancel': [`${slip}/cancel`],
    '/doctors/:doctorId/wait': [`/doctors/${doctorId}/wait?facility=${facilityId}&day=${from}`],
    '/offer/:link': ['/offer/AAAAAAAAAAAAAAAA'],
    '/staff/appointments/:appointmentId/move': [move],
  }
}

/** Meera has a bill of the demo's hospital that she has not paid. */
async function fillMoney(): Promise<Record<string, readonly Visit[]>> {
  const account = sehat.account('cashier')
  const by = await people.signIn(account)
  const { facilityId } = account
  const send = async <Body>(url: string, body: object): Promise<Body> => {
    const answer = await sehat.ask<Body>('POST', url, { by, body, key: `looks-${url}` })
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    return answer.body
  }
  const charged = { facilityId, patientId: meera.patientId, lines: [{ priceCode: 'CBC', quantity: 1 }] }
  const { charges } = await send<{ charges: { chargeId: string }[] }>('/v1/billing/charges', charged)
  const chargeIds = charges.map(({ chargeId }) => chargeId)
  const { invoiceId } = await send<{ invoiceId: string }>('/v1/billing/invoices', { chargeIds })
  return {
    '/staff/billing/invoices/:invoiceId': [`/staff/billing/invoices/${invoiceId}`],
    '/account/records/bills/:invoiceId': [`/account/records/bills/${invoiceId}`],
    '/doctors/prices/:facilityId': [`/doctors/prices/${facilityId}`],
  }
}

/** The hospital of the demo, as its chain sees it. */
function ofHospitals(): Record<string, readonly Visit[]> {
  const page = `/staff/hospitals/${demo.facilityId}`
  return { '/staff/hospitals/:facilityId': [page], '/staff/hospitals/:facilityId/old-views': [`${page}/old-views`] }
}

/** Meera waits at a department of the demo's hospital. */
async function fillQueues(): Promise<Record<string, readonly Visit[]>> {
  const { facilityId } = centre
  const stated = { facilityId, servicePoint: 'XRAY', patientId: meera.patientId }
  const by = await people.signIn(demo)
  type Issued = Record<'link' | 'tokenId', string>
  const { link, tokenId } = await people.send<Issued>(by, '/v1/appointments/walk-ins', stated)
  return {
    '/display/:facilityId': [`/display/${facilityId}`],
    '/place/:link': [`/place/${link}`],
    '/staff/slips/:tokenId': [`/staff/slips/${tokenId}`],
  }
}

/** A visit of the citizen to the doctor of the demo. */
async function fillVisits(): Promise<Record<string, readonly Visit[]>> {
  const account = sehat.account('doctor')
  const by = await people.signIn(account as never)
  const { body } = await sehat.ask<{ doctorId: string }>('GET', '/v1/me/doctor', { by })
  const proof = { kind: 'document', document: 'voter-id' }
  const stated = { facilityId: account.facilityId, doctorId: body.doctorId, patientId: meera.patientId, proof }
  const { visitId } = await people.send<{ visitId: string }>(by, '/v1/visits', stated)
  const note = { complaints: 'Toothache', diagnoses: [{ name: 'Caries', icd10: 'K02.9' }], advice: 'Brush twice a day' }
  await people.send(by, `/v1/visits/${visitId}/notes`, { note })
  await people.send(by, `/v1/visits/${visitId}/vitals`, { pulsePerMinute: 78, temperatureCelsius: 37.2 })
  await people.send(by, `/v1/patients/${meera.patientId}/allergies`, { substance: 'Penicillin', severity: 'severe' })
  const times = { morning: 1, noon: 0, evening: 0, night: 1 }
  const line = { genericName: 'Paracetamol', dose: '1 tablet', route: 'oral', times, days: 3, substitution: 'allowed' }
  const overrides = [{ kind: 'duplicate', lineKey: 1, reason: 'Once more' }]
  const signed = { visitId, lines: [line], overrides }
  const { prescriptionId } = await people.send<{ prescriptionId: string }>(by, '/v1/prescriptions', signed)
  const reason = { reason: 'Unconscious after an accident' }
  await people.send(by, `/v1/patients/${meera.patientId}/emergency-access`, reason)
  return {
    '/staff/visits/:visitId': [`/staff/visits/${visitId}`],
    '/staff/prescriptions/signed/:prescriptionId': [`/staff/prescriptions/signed/${prescriptionId}`],
    '/staff/visits/record/:patientId': [`/staff/visits/record/${meera.patientId}`],
  }
}

/** Meera shares a report with the hospital of the demo. */
async function fillDocuments(): Promise<Record<string, readonly Visit[]>> {
  const { patientId } = meera
  const documentId = await storeDocument(sehat, meera, { patientId, title: 'Blood count of March' })
  const until = { untilOn: addDays(todayInIndia(), 7), purpose: 'A second opinion' }
  await people.send(meera, '/v1/documents/grants', { patientId, documentId, toFacilityId: demo.facilityId, ...until })
  const base = '/account/records/documents'
  return {
    '/account/records/documents/add/:patientId': [`${base}/add/${patientId}`],
    '/account/records/documents/:documentId': [`${base}/${documentId}`],
    '/account/records/documents/:documentId/share': [`${base}/${documentId}/share`],
  }
}

/** What the pharmacy and the stores of the demo have: an open prescription, what was given, a transfer, a recall. */
async function fillPharmacy(): Promise<Record<string, readonly Visit[]>> {
  const by = await people.signIn(sehat.account('pharmacist'))
  const { get, post, maker } = createPharmacies(sehat, people, 'LOOKS')
  type Ids = Readonly<Record<string, string>>
  const first = async (url: string): Promise<Ids> => (await get<{ items: Ids[] }>(by, url)).items[0] as Ids
  const { items } = await get<{ items: Ids[] }>(by, `/v1/inventory/stores?facility=${demo.facilityId}`)
  const storeId = items.find(({ kind }) => kind === 'pharmacy')?.storeId as string
  const { prescriptionId } = await first(`/v1/prescriptions?facility=${demo.facilityId}&limit=1`)
  const { dispenseId } = await first(`/v1/dispenses?store=${storeId}&limit=1`)
  const { itemCode } = await first(`/v1/inventory/stores/${storeId}/levels?limit=1`)
  const { transferId } = await first(`/v1/inventory/transfers?facility=${demo.facilityId}&limit=1`)
  const { countId } = await post<Ids>(by, `/v1/inventory/stores/${storeId}/counts`, { items: [itemCode] })
  const scope = { kind: 'national' }
  const recall = { itemCode, lot: 'LOOKS-1', maker, scope, reason: 'Failed a quality test' }
  const { recallId } = await post<Ids>(admin, '/v1/inventory/recalls', recall)
  return {
    '/staff/dispensing/:prescriptionId': [`/staff/dispensing/${prescriptionId}`],
    '/staff/dispenses/:dispenseId': [`/staff/dispenses/${dispenseId}`],
    '/staff/shelf/:storeId/:itemCode': [`/staff/shelf/${storeId}/${itemCode}`],
    '/staff/counts/:storeId/:countId': [`/staff/counts/${storeId}/${countId}`],
    '/staff/transfers/:transferId': [`/staff/transfers/${transferId}`],
    '/staff/recalls/:recallId': [`/staff/recalls/${recallId}`],
  }
}

/** An order of the doctor for the citizen: one result is final, one is entered. */
async function fillLaboratory(): Promise<Record<string, readonly Visit[]>> {
  const account = sehat.account('doctor')
  const [doctor, lab] = [
    await people.signIn(account as never),
    await people.signIn(sehat.account('lab-technician') as never),
  ]
  const body = { patientId: meera.patientId, labFacilityId: account.facilityId, tests: ['POTASSIUM', 'TSH'] }
  const ordered = await sehat.ask<{ orderId: string }>('POST', '/v1/diagnostics/orders', {
    ...{ by: doctor, body: { ...body, priority: 'urgent' }, headers: { 'idempotency-key': 'looks-laboratory' } },
  })
  const { orderId } = ordered.body
  const url = `/v1/diagnostics/orders/${orderId}`
  const taking = { lines: [1, 2], kind: 'serum' }
  const { specimen } = await people.send<{ specimen: { specimenId: string } }>(lab, `${url}/specimens`, taking)
  await people.send(lab, `/v1/diagnostics/specimens/${specimen.specimenId}/receipt`, {})
  for (const line of [1, 2]) await sehat.ask('PUT', `${url}/lines/${line}/result`, { by: lab, body: { value: '4.4' } })
  await people.send(lab, `${url}/lines/1/authorisation`, {})
  return {
    '/staff/laboratory/orders/:orderId': [`/staff/laboratory/orders/${orderId}`],
    '/staff/tests/:code': ['/staff/tests/POTASSIUM'],
  }
}

/** Makes an outside system with three patients: staff linked one, one waits for staff, one callback failed. */
async function fillLinking(): Promise<Record<string, readonly Visit[]>> {
  const person = { birthDate: '1990-05-14', gender: 'female', pin: '110001', confirmedNew: true }
  const phones = ['+919876501234', '+919876505678']
  for (const phone of phones) {
    await people.send(admin, '/v1/patients/registrations', { ...person, name: 'Zebunnissa Quraishi', phone })
  }
  const made = await sehat.ask<Record<string, string>>('POST', '/v1/customers', {
    by: admin,
    key: 'looks',
    body: { name: 'Hospital of the West', webhook: receiver.url, 'choice-by': 'staff' },
  })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const customerId = made.body['customer-id'] as string
  const asCustomer = (id: string, patient: object): Promise<string> =>
    link(sehat, { customerId, secret: made.body.secret as string }, id, patient)
  const contact = { pin: '110002', phone: '+919876509012' }
  const disputed = { full_name: 'Zebunisa Quraishi', dob: '1990-05-14', gender: 'female', contact }
  const chosen = await asCustomer('MRN-1', disputed)
  const review = await asCustomer('MRN-2', disputed)
  for (const id of [chosen, review]) await until('it waits for a choice', () => receiver.of(id).length > 0)
  await people.send(admin, `/v1/linkage/reviews/${chosen}/choice`, { candidate: 'c1' })
  await until('it is linked', () => receiver.of(chosen).length > 1)
  receiver.reply(answering(500))
  const failed = await asCustomer('MRN-3', { full_name: 'Nobody Likethis', dob: '1933-03-03' })
  await until('its callback was tried three times', () => receiver.of(failed).length === 3)
  const duplicates = async () =>
    (await sehat.ask<{ items: { duplicateId: string }[] }>('GET', '/v1/patients/duplicates', { by: admin })).body.items
  await until('the pair was found', async () => (await duplicates()).length > 0)
  return {
    '/staff/customers/:customerId': [`/staff/customers/${customerId}`],
    '/staff/customers/:customerId/change': [`/staff/customers/${customerId}/change`],
    '/staff/workflows/:workflowId': [`/staff/workflows/${chosen}`],
    '/staff/reviews/:workflowId': [`/staff/reviews/${review}`],
    '/staff/duplicates/:duplicateId': [`/staff/duplicates/${(await duplicates())[0]?.duplicateId}`],
  }
}

function visitsOfAll(): Record<string, readonly Visit[]> {
  return {
    '/centres': ['/centres?pin=110001', '/centres?near=28.62,77.22&radiusKm=25', goToDistrict],
    '/districts': ['/districts', '/districts?state=MH'],
    '/sign-in/code': [(page) => answerAll(page, '/sign-in', ['phone'])],
    '/sign-in/reset/code': [(page) => answerAll(page, '/sign-in/reset', ['phone'])],
    '/register/:step?': ['/register'],
    '/register/check': [register],
    '/register/code': [
      async (page) => {
        await register(page)
        await submit(page)
        await page.waitForURL('**/register/code')
      },
    ],
  }
}

function register(page: Page): Promise<void> {
  return answerAll(page, '/register', ['phone', 'name', 'birth', 'gender', 'pin', 'password'])
}

async function goToDistrict(page: Page): Promise<void> {
  const { body } = await sehat.ask<{ district: { cell: number } }>('GET', '/v1/pins/110001')
  await page.goto(`/centres?district=${body.district.cell}`)
}

const submit = (page: Page): Promise<void> => page.locator('main form button[type=submit]').click()

/** Answers these questions one after the other, in any language, and ends on the page after the last. */
async function answerAll(page: Page, address: string, questions: readonly string[]): Promise<void> {
  await page.goto(address)
  for (const question of questions) {
    const { field, value } = ANSWERS[question] as (typeof ANSWERS)[string]
    if (value === undefined) await page.locator(field).check()
    else await page.locator(field).fill(value())
    const before = page.url()
    await submit(page)
    await page.waitForURL((url) => url.href !== before)
  }
}

const ANSWERS: Readonly<Record<string, { readonly field: string; readonly value?: () => string }>> = {
  phone: { field: '[name=phone]', value: people.nextPhone },
  name: { field: '[name=name]', value: () => 'Anaya Nair' },
  birth: { field: '[name=birth-year]', value: () => '2014' },
  gender: { field: '[name=gender][value=female]' },
  pin: { field: '[name=pin]', value: () => '110001' },
  password: { field: '[name=password]', value: () => 'quiet river mango' },
}

async function signedIn({ phone, password }: Pick<DemoAccount, 'phone' | 'password'>): Promise<Account> {
  return (await people.send<{ account: Account }>(undefined, '/v1/auth/login', { phone, password })).account
}

/** Pages that somebody sees once: each look needs another person. */
const OF_NEWCOMERS: readonly string[] = ['/book/:sessionId/booked', '/doctors/appointments/:appointmentId/confirm']

/** The visitor who looks at a page. */
function visitorOf(route: AppRoute): Visitor {
  if (OF_NEWCOMERS.includes(route.path)) return 'newcomer'
  if (route.who === 'everybody') return 'nobody'
  const found = LOOKERS.find(([, account]) => mayOpen(route, account))
  return (
    found?.[0] ?? assert.fail(`${route.path}: nobody in LOOKERS may open this page. Add a visitor to looks.test.ts`)
  )
}

async function accountOf(visitor: Exclude<Visitor, 'nobody'>): Promise<DemoAccount> {
  if (visitor === 'citizen') return meera
  return visitor === 'newcomer' ? people.citizen('Zoya Ansari') : sehat.account(visitor)
}

function visitsOf({ path: at }: AppRoute): readonly Visit[] {
  if (visits[at]) return visits[at]
  return at.includes(':')
    ? assert.fail(`${at}: this path has a parameter. Add an address for it to looks.test.ts`)
    : [at]
}

async function visit(page: Page, { path: at }: AppRoute, way: Visit): Promise<void> {
  if (typeof way === 'string') await page.goto(way)
  else await way(page)
  await settled(page)
  const { pathname } = new URL(page.url())
  assert.equal(((await findRoute(pathname)) ?? NOT_THERE).path, at, `${at} led to ${pathname}`)
}

test('the server knows the address of each page, and no other', async () => {
  const addresses = routes.flatMap((route) => visitsOf(route).filter((way) => typeof way === 'string'))
  assert.ok(addresses.length > 50)
  const statusOf = async (address: string): Promise<number> =>
    (await fetch(new URL(address, sehat.url), { headers: { accept: 'text/html' } })).status
  for (const address of [...addresses, '/customer', '/customer/guide']) {
    assert.deepEqual([address, await statusOf(address)], [address, 200])
  }
  for (const address of ['/nowhere', '/account/nowhere', '/staff/nowhere', '/customer/nowhere', '/centres/1']) {
    assert.deepEqual([address, await statusOf(address)], [address, 404])
  }
})

const VISITORS = [...new Set(routes.map(visitorOf))]
const NOT_THERE: AppRoute = { path: '/nowhere', who: 'everybody' }

/**
 * Whether a page is looked at in a language. The two test languages take the pages in turn, because all pages are built
 * of the same parts; at full size each page has both.
 */
function isInTurn(route: AppRoute, language: LanguageCode): boolean {
  if (language === 'en' || language === 'hi' || sized(0, 1) === 1) return true
  return (routes.indexOf(route) % 2 === 0) === (language === 'en-XA')
}

describe('each page fits its window, and axe finds no fault', { concurrency: 2 }, () => {
  for (const visitor of VISITORS) {
    for (const language of LANGUAGES) {
      test(`as ${visitor}, in ${language}`, async () => {
        const page = await browser.open('/', { language })
        if (visitor !== 'nobody') await signIn(page, await accountOf(visitor))
        const faults: string[] = []
        const own = [...routes, NOT_THERE].filter((each) => visitorOf(each) === visitor && isInTurn(each, language))
        for (const route of own) {
          for (const [nth, way] of visitsOf(route).entries()) {
            await visit(page, route, way)
            const about = `${route.path} ${nth + 1}`
            faults.push(...(await lookAround(page, about, language, { isCounter: visitor === 'centre-admin' })))
          }
        }
        await page.context().close()
        assert.equal(faults.length, 0, faults.join('\n'))
      })
    }
  }
})
