// Tests what an account leaves behind: the words to its holder, nothing in any table that must go, and the trail.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cellOf } from '../../../platform/id.ts'
import { type Channels, inboxChannels } from '../../../platform/ports/open-channels.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { TODAY } from '../../../testing/setup.ts'
import { until } from '../../../testing/until.ts'
import { asha, type Body, type SignedInPerson, setupIdentity } from '../../identity/testing.ts'
import { openCentre, WINDOW } from '../../vaccination/testing.ts'
import { askExport, buildExport, readDocument } from '../exports/steps.ts'
import { findExport } from '../exports/store.ts'
import type { PrivacyContext } from '../tables.ts'
import { finishDue } from './steps.ts'

const DAY_MS = 86_400_000
const MAIL = 'asha.r@kanari.example'

interface Answered extends Omit<Body, 'items'> {
  items: { basis: string; name: string; accountId?: string; role?: string; facilityId?: string; requestId: string }[]
  bookings: { bookingId: string }[]
  sessionId: string
}

/** The whole program with its worker, and Asha with a mail address, a dose and a booking. */
async function begin(t: Parameters<typeof setupIdentity>[0], channels?: Channels) {
  const place = await setupIdentity(t, { env: { ROLE: 'both' }, ...(channels && { channels }) })
  const ask = (method: 'GET' | 'POST' | 'PUT', url: string, asked = {}) => place.ask<Answered>(method, url, asked)
  const centre = await openCentre(place)
  const { patientId } = (await place.register(asha)).body
  const by = await place.signInByCode(asha.phone)
  await place.post('/v1/me/mail/code', { mail: MAIL }, by)
  assert.equal((await place.put('/v1/me/mail', { mail: MAIL, code: await place.readCode(MAIL) }, by)).status, 204)
  const book = async (sessionId: string) => {
    const body = { sessionId, window: WINDOW, patientIds: [patientId] }
    const { status, body: booked } = await ask('POST', '/v1/vaccination/bookings', { by, body })
    assert.equal(status, 201, JSON.stringify(booked))
    return booked.bookings[0]?.bookingId as string
  }
  const context = place.program.context('privacy') as PrivacyContext
  const { pool } = context
  const count = async (query: string) => (await pool.query(`select (${query})::int as rows`)).rows[0].rows as number
  return {
    ...{ place, ask, centre, by, patientId, book, context, pool, count },
    textsTo: (to: string) =>
      (context.channels.inbox?.list ?? [])
        .filter((sent) => sent.to === to && !/is your code/.test(sent.text))
        .map(({ text }) => text),
    async close(more = {}, who: SignedInPerson = by) {
      const body = { otp: await place.askCode(asha.phone), ...more }
      const answer = await ask('POST', '/v1/privacy/closing', { by: who, body })
      assert.equal(answer.status, 202, JSON.stringify(answer.body))
      return answer
    },
    /** Waits until every event was heard, and no message is under way. */
    settled: () =>
      until('all events are heard and all messages have left', async () => {
        const jobs = `select count(*) from graphile_worker.jobs where key is null`
        const notices = `select count(*) from notifications.notices where status = 'SENDING' or
          (status = 'WAITING' and due_at <= '${place.clock.now().toISOString()}')`
        const outboxes = ['identity', 'patients', 'vaccination', 'appointments', 'privacy', 'linkage'].map(
          (name) => `(select count(*) from ${name}.outbox)`,
        )
        return (
          (await count(`${outboxes.join(' + ')} + (${jobs}) + (${notices}) + (select count(*) from audit.inbox)`)) === 0
        )
      }),
  }
}

type Begun = Awaited<ReturnType<typeof begin>>

/** Channels that note which addresses identity still has when it says that the account closes. */
function watchedChannels() {
  const told: { to: string; phones: number }[] = []
  const channels = inboxChannels()
  const of: { count?: Begun['count'] } = {}
  const watch = (name: 'sms' | 'mail') => {
    const channel = channels[name] as NonNullable<Channels['sms']>
    return {
      ...channel,
      async send(message: Parameters<typeof channel.send>[0]) {
        if (/account closes now/.test(message.text) && of.count) {
          const phones = await of.count(`select count(*) from identity.accounts where phone = '${asha.phone}'`)
          told.push({ to: message.to, phones })
        }
        return channel.send(message)
      },
    }
  }
  return { told, of, channels: { ...channels, sms: watch('sms'), mail: watch('mail') } }
}

test('the holder is told of the closing, of its end, and last of all before the address goes', async (t) => {
  const { told, of, channels } = watchedChannels()
  const begun = await begin(t, channels)
  const { place, by, textsTo, close, settled, context, centre, book } = begun
  of.count = begun.count
  await book(await centre.openSession({ date: '2026-03-05' }))
  await place.put('/v1/notifications/preferences', { language: 'hi', channels: ['sms'], quiet: null, stopped: [] }, by)
  await close()
  await settled()
  const texts = textsTo(asha.phone).join('\n')
  assert.match(texts, /आपका खाता सोम, 9 मार्च को बंद होगा/, 'in her language')
  assert.match(texts, /गुरु, 5 मार्च का .* अपॉइंटमेंट रद्द हो गया/, 'and nobody blames the centre')
  assert.doesNotMatch(texts, /कृपया न आएँ/)

  await place.signInByCode(asha.phone)
  await settled()
  assert.match(textsTo(asha.phone)[0] ?? '', /आपका खाता खुला रहेगा/)

  place.clock.advance(DAY_MS)
  await close({}, await place.signInByCode(asha.phone))
  place.clock.advance(7 * DAY_MS)
  await settled()
  await finishDue(context)
  assert.deepEqual(
    told.toSorted((one, other) => (one.to < other.to ? -1 : 1)),
    [
      { to: asha.phone, phones: 1 },
      { to: MAIL, phones: 1 },
    ],
  )
  assert.match(textsTo(asha.phone)[0] ?? '', /account closes now.*खाता अब बंद हो रहा है/)
  await finishDue(context)
  assert.equal(told.length, 2, 'once')
})

/** Everything of Asha that must go: messages, wishes, devices, an offer, a count, a copy, a card and two proofs. */
async function leaveTraces({ place, ask, centre, by, patientId, book, context, settled }: Begun) {
  const { facilityId } = centre
  await place.put('/v1/notifications/preferences', { language: 'en', channels: ['sms'], quiet: null, stopped: [] }, by)
  const given = await book(await centre.openSession())
  // A dose that is given before the message leaves makes the message needless.
  await settled()
  assert.equal((await centre.give(given)).status, 200)
  const cancelled = await book(await centre.openSession({ dose: 2, date: '2026-03-30' }))
  assert.equal((await ask('POST', `/v1/vaccination/bookings/${cancelled}/cancellation`, { by })).status, 200)
  // The routes of both have tests of their own; here only the rows matter.
  await context.pool.query(`insert into vaccination.historical_doses
      (cell, id, patient_id, course, dose, vaccine, given_on, place, evidence, facility_id, proof_kind, proof_document,
       proof_last4, recorded_by, recorded_at)
    select cell, gen_random_uuid(), patient_id, 'BCG', 1, 'BCG', '2025-01-15', 'Bir Hospital', 'certificate',
      facility_id, 'document', 'passport', '7QX9', given_by, given_at from vaccination.doses`)
  await context.pool.query(
    `insert into vaccination.walk_in_proofs (cell, booking_id, kind, document, last4, proven_by, proven_at)
     select cell, booking_id, 'document', 'passport', '7QX9', given_by, given_at from vaccination.doses`,
  )
  await context.pool.query(
    `insert into appointments.holders (cell, account_id, nth, appointment_id, held_until)
      values ($1, $2, 0, $3, now())`,
    [cellOf(by.accountId), by.accountId, patientId],
  )
  await context.pool.query(
    `insert into appointments.waiting (cell, id, facility_id, doctor_id, patient_id, account_id, from_on, until_on,
       part, status, is_displaced, asked_at, offers_made, passed_slots, version)
     values ($1, gen_random_uuid(), $2, gen_random_uuid(), $3, $4, $5, $5, 'any', 'WAITING', false, now(), 0, '{}', 1)`,
    [cellOf(facilityId), facilityId, patientId, by.accountId, TODAY],
  )
  const grant = `/v1/patients/${patientId}/grants/${facilityId}`
  assert.equal((await ask('PUT', grant, { by, body: { untilOn: '2026-06-30' } })).status, 200)
  const shared = { patientId, kinds: ['imaging'], toFacilityId: facilityId, untilOn: '2026-06-30', purpose: 'Care' }
  assert.equal((await ask('POST', '/v1/documents/grants', { by, body: shared })).status, 201)
  await addFactors(context, by.accountId)
  const certificates = await ask('GET', `/v1/patients/${patientId}/certificates`, { by })
  assert.equal(certificates.body.items.length, 1)
  const admin = await place.signIn({ phone: '+919812345600', password: 'a lighthouse in Diu' })
  const offer = { phone: asha.phone, name: asha.name, roles: ['vaccinator'], facilityId }
  assert.equal((await place.post('/v1/staff', offer, admin)).status, 202)
  await settled()
  const exportId = (
    await transaction(context.db, (tx) => askExport(tx, by.accountId as never, { actorId: null, requestId: patientId }))
  ).id
  await buildExport(context, exportId)
  return { exportId }
}

/** A passkey, an authenticator app, a recovery code, an outside account and a challenge, each as a row. */
async function addFactors({ pool }: PrivacyContext, accountId: string): Promise<void> {
  const at = `'${TODAY}T06:00:00Z'`
  const own = `${cellOf(accountId)}, '${accountId}'`
  await pool.query(`
    insert into identity.passkeys
      (cell, account_id, id, credential_id, public_key, counter, transports, device_name, created_at)
      values (${own}, gen_random_uuid(), 'kanari', 'k', 0, '{usb}', 'Kanari key', ${at});
    insert into identity.totps (cell, account_id, sealed, activated_at, last_step) values (${own}, 's', ${at}, 1);
    insert into identity.recovery_codes (cell, account_id, code_hash, created_at) values (${own}, 'h', ${at});
    insert into identity.outside_accounts (cell, account_id, subject_hash, id, issuer, bound_at)
      values (${own}, 'h', gen_random_uuid(), 'https://login.kanari.example', ${at});
    insert into identity.challenges (account_id, challenge_hash, purpose, expires_at)
      values ('${accountId}', 'h', 'binding', ${at})`)
}

const EMPTY_ACCOUNT = 'identity.accounts'
/** Tables of the kind `erased` without a row of Asha, because no outside system asked for her. */
const UNUSED = ['linkage.requests']

/** The notices so far. A try of a message names only its notice, so the test remembers those that have gone. */
const seen = new Set<string>()
const noticeIds = (rows: readonly { id: string }[]): string[] => {
  for (const { id } of rows) seen.add(id)
  return [...seen]
}

/** How many rows of each table that must be erased name the person, by any id or keyed hash. */
async function countTraces({ context, by, patientId, pool }: Begun): Promise<Record<string, number>> {
  const tables = context.kept
    .flatMap(({ keeps }) => keeps)
    .filter(({ afterClosing }) => afterClosing === 'erased')
    .flatMap(({ tables: own }) => own)
  const { rows: notices } = await pool.query<{ id: string }>(
    'select id from notifications.notices where recipient = any($1)',
    [[by.accountId, patientId]],
  )
  const { keys } = context
  const names = [
    by.accountId,
    patientId,
    keys.hash('phone', asha.phone),
    keys.hash('mail', MAIL),
    'kanari',
    ...noticeIds(notices),
  ]
  const counted: Record<string, number> = {}
  for (const table of tables) {
    const where = `lower(t::text) similar to '%(${names.join('|').toLowerCase()})%'`
    counted[table] = (await pool.query(`select 1 from ${table} t where ${where}`)).rowCount ?? 0
  }
  return counted
}

test('after a closing no table that must be empty has a row of the person, and a copy had all of it', async (t) => {
  const begun = await begin(t)
  const { ask, context, pool, close, settled, patientId, centre } = begun
  const { exportId } = await leaveTraces(begun)
  const before = await countTraces(begun)
  for (const [table, rows] of Object.entries(before)) {
    if (!UNUSED.includes(table)) assert.ok(rows > 0, `the test has nothing in ${table}: add it to leaveTraces`)
  }
  const copy = readDocument(context, (await findExport(context.db, exportId)) as never)
  const text = JSON.stringify(copy)
  for (const own of [MAIL, 'Bir Hospital', '7QX9', 'your appointment is booked', 'passport', 'Kanari key']) {
    assert.ok(text.includes(own), `${own} is in the copy`)
  }
  const kinds = copy.sections.filter(({ rows }) => rows.length > 0).map(({ module, kind }) => `${module}.${kind}`)
  for (const kind of ['certificates', 'historicalDoses', 'notes'])
    assert.ok(kinds.includes(`vaccination.${kind}`), kind)
  for (const kind of ['messages', 'deliveries', 'wishes']) assert.ok(kinds.includes(`notifications.${kind}`), kind)
  assert.ok(kinds.includes('audit.reads'), 'who saw the records')

  await close({ isAtOnce: true })
  await settled()
  const { [EMPTY_ACCOUNT]: account, ...after } = await countTraces(begun)
  assert.equal(account, 1, 'the empty row of the account stays')
  assert.deepEqual(
    Object.entries(after).filter(([, rows]) => rows > 0),
    [],
  )
  assert.deepEqual(
    (await pool.query('select name, mail, phone from identity.accounts where closed_at is not null')).rows.map(
      ({ mail, phone }) => [mail, phone],
    ),
    [[null, '']],
  )
  const { rows: proofs } = await pool.query(
    `select last4 from vaccination.walk_in_proofs union all select proof_last4 from vaccination.historical_doses`,
  )
  assert.deepEqual(proofs, [{ last4: null }, { last4: null }])
  const seenByStaff = await ask('GET', `/v1/patients/${patientId}/certificates`, { by: centre.ravi })
  assert.deepEqual(seenByStaff.body.items, [])
  const { rows: cards } = await pool.query('select subject_hash, withdrawn_at from vaccination.certificates')
  assert.deepEqual(cards, [{ subject_hash: '', withdrawn_at: null }], 'the printed card stays valid')
  const { rows: late } = await pool.query('select 1 from notifications.notices where recipient = $1', [patientId])
  assert.equal(late.length, 0)
})

test('the trail says that the account closed and by whom, and who opened the closed record', async (t) => {
  const { place, ask, by, patientId, close, settled, context, centre, book } = await begin(t)
  await book(await centre.openSession({ date: '2026-03-05' }))
  const { headers } = await close()
  place.clock.advance(7 * DAY_MS)
  await settled()
  await finishDue(context)
  const reason = { reason: 'Rash after the dose' }
  const opened = await ask('POST', `/v1/patients/${patientId}/opening`, { by: centre.ravi, body: reason })
  assert.equal(opened.status, 200, JSON.stringify(opened.body))
  await settled()
  const auditor = await place.auditor()
  const search = async (query: string) => (await ask('GET', `/v1/audit/changes?${query}`, { by: auditor })).body.items
  const requestId = headers['x-request-id'] as string
  const closing = [
    ...['identity.closing-asked.v1', 'vaccination.booking-cancelled.v1'],
    ...['identity.account-closed.v1', 'patients.patient-closed.v1'],
  ]
  const byHolder = await search(`account=${by.accountId}&limit=100`)
  for (const name of closing) {
    const found = byHolder.filter((change) => change.name === name)
    assert.deepEqual(
      found.map(({ role, requestId: asked }) => [role, asked]),
      [['citizen', requestId]],
      name,
    )
  }
  const ofPatient = await search(`patient=${patientId}&limit=100`)
  const closed = ofPatient.find(({ name }) => name === 'patients.patient-closed.v1')
  assert.equal(closed?.accountId, by.accountId)
  const seenBy = ofPatient.find(({ name }) => name === 'patients.patient-opened.v1')
  assert.deepEqual(
    [seenBy?.accountId, seenBy?.role, seenBy?.facilityId],
    [centre.ravi.accountId, 'vaccinator', centre.facilityId],
  )
  const reads = (await ask('GET', `/v1/audit/reads?patient=${patientId}`, { by: auditor })).body.items
  const emergency = reads.filter(({ basis }) => basis === 'emergency')
  assert.deepEqual(
    emergency.map(({ accountId, role }) => [accountId, role]),
    [[centre.ravi.accountId, 'vaccinator']],
  )
})
