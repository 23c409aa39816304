// Tests visits: opening by events in any order, walk-ins, vitals, drafts, signing, consent, follow-ups, merges.
import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import { addDays } from '../../platform/clock.ts'
import { codeFor } from '../../testing/inbox.ts'
import { type Asked, type Citizen, type Person, type Setup, setup, TEST_NOW, TODAY } from '../../testing/setup.ts'
import { slugOf } from '../appointments/testing.ts'
import { subscriptions } from './jobs.ts'
import { hashNote } from './notes/sealing.ts'
import { listNotes } from './notes/store.ts'
import { voidLeftOpen } from './opening/steps.ts'
import { arrive, contextOf, eventsOf, hear, hearAll, openWard, type Ward, walkIn } from './testing.ts'
import { assertVisits } from './testing-invariants.ts'

interface Seen {
  readonly type: string
  readonly errors?: readonly { pointer: string }[]
  readonly visitId: string
  readonly status: string
  readonly kind: string
  readonly version: number
  readonly noteVersion: number
  readonly hash: string
  readonly vitalsId: string
  readonly unlikely?: readonly string[]
  readonly on?: string
  readonly appointmentId?: string
  readonly registrationNo: string
  readonly draft?: { version: number; note: { complaints?: string } }
  readonly followUp?: { on: string; status: string; appointmentId?: string }
  readonly notes: readonly { version: number; amends?: string; note: object }[]
  readonly vitals: readonly { vitalsId: string; corrects?: string; pulsePerMinute?: number }[]
  readonly items: readonly Seen[]
  readonly patientId: string
  readonly hasVitals: boolean
  readonly patient?: { name: string }
  readonly diagnoses?: readonly { name: string }[]
}

let place: Setup
let here: Ward
const cleanUps: (() => Promise<void>)[] = []

before(async () => {
  place = await setup({ after: (cleanUp) => void cleanUps.push(cleanUp) })
  here = await openWard(place)
})
after(async () => {
  for (const cleanUp of cleanUps) await cleanUp()
})
afterEach(() => assertVisits(place))

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
const ask = (method: Method, url: string, asked: Asked = {}) => place.ask<Seen>(method, url, asked)
const outcome = ({ status, body }: { status: number; body: Seen }) =>
  status < 300 ? `${status} ${body.status}` : `${status} ${slugOf(body)}`
const fieldOf = ({ status, body }: { status: number; body: Seen }) => `${status} ${body.errors?.[0]?.pointer}`
const read = async (visitId: string, by: Person = here.doctor) =>
  (await ask('GET', `/v1/visits/${visitId}`, { by })).body
const act = (visitId: string, deed: string, body?: object, by: Person = here.doctor, key?: string) =>
  ask('POST', `/v1/visits/${visitId}/${deed}`, { by, ...(body && { body }), ...(key !== undefined && { key }) })
const save = (visitId: string, complaints: string, tag?: string, by: Person = here.doctor) =>
  ask('PUT', `/v1/visits/${visitId}/draft`, {
    ...{ by, body: { note: { complaints } } },
    ...(tag !== undefined && { headers: { 'if-match': tag } }),
  })
const openFor = (appointmentId: string, by: Person = here.doctor) =>
  ask('POST', '/v1/visits', { by, body: { appointmentId } })
const opened = async (patientId: string): Promise<string> => {
  const { status, body } = await walkIn(place, here, patientId)
  assert.equal(status, 201, JSON.stringify(body))
  return body.visitId
}
const published = async (visitId: string): Promise<string[]> => {
  const text = `select name from visits.outbox where body->'body'->>'visitId' = $1 order by name`
  const { rows } = await contextOf(place).pool.query(text, [visitId])
  return rows.map(({ name }) => name.replace(/^visits\.|\.v1$/g, ''))
}
const NOTE = { complaints: 'Fever for three days', diagnoses: [{ name: 'Viral fever', icd10: 'B34.9' }] }

describe('opening a visit', () => {
  let asha: Citizen
  before(async () => {
    asha = await place.citizen()
  })

  test('an arrival opens one visit, however often and in whatever order its events come', async () => {
    const appointmentId = await arrive(place, here, asha.patientId)
    const undo = `/v1/appointments/${appointmentId}/arrival/cancellation`
    assert.equal((await ask('POST', undo, { by: here.reception })).status, 200)
    assert.equal(outcome(await openFor(appointmentId)), '409 not-arrived')
    for (const [deed, by] of [
      ['arrival', here.reception],
      ['consultation', here.doctor],
      ['completion', here.doctor],
    ] as const) {
      const body = deed === 'arrival' ? { body: {} } : {}
      const done = await ask('POST', `/v1/appointments/${appointmentId}/${deed}`, { by, ...body })
      assert.equal(done.status, 200, JSON.stringify(done.body))
    }
    const events = await eventsOf(place, appointmentId)
    await hear(place, [...events].reverse())
    for (let nth = 0; nth < 5; nth++) await hear(place, events)
    const { items } = (await ask('GET', `/v1/visits?facility=${here.facilityId}`, { by: here.doctor })).body
    const own = items.filter((one) => one.appointmentId === appointmentId)
    assert.deepEqual(
      own.map(({ status, kind, patient }) => `${status} ${kind} ${patient?.name}`),
      ['IN_PROGRESS opd Asha Sharma'],
    )
    const visitId = own[0]?.visitId as string
    assert.deepEqual(await published(visitId), ['visit-opened'])
    assert.equal((await openFor(appointmentId)).body.visitId, visitId)
    // The appointment is over, so the signature closes the visit.
    assert.equal((await act(visitId, 'notes', { note: NOTE })).status, 201)
    assert.equal((await read(visitId)).status, 'CLOSED')
    assert.deepEqual(await published(visitId), ['note-signed', 'visit-closed', 'visit-opened'])
    await hear(place, events)
    assert.equal((await read(visitId)).status, 'CLOSED')
  })

  test('the doctor opens it when the event is late, also at the same moment as the event', async () => {
    const ravi = await place.citizen()
    const appointmentId = await arrive(place, here, ravi.patientId)
    const answers = await Promise.all([openFor(appointmentId), openFor(appointmentId), hearAll(place, appointmentId)])
    const ids = answers.flatMap((answer) => (answer ? [answer.body.visitId] : []))
    assert.equal(new Set(ids).size, 1)
    assert.deepEqual(await published(ids[0] as string), ['visit-opened'])
  })

  test('an undone arrival voids an untouched visit, and a further arrival opens it again', async () => {
    const ravi = await place.citizen()
    const appointmentId = await arrive(place, here, ravi.patientId)
    await hearAll(place, appointmentId)
    const visitId = (await openFor(appointmentId)).body.visitId
    const undo = () => ask('POST', `/v1/appointments/${appointmentId}/arrival/cancellation`, { by: here.reception })
    await undo()
    await hearAll(place, appointmentId)
    assert.equal((await ask('GET', `/v1/visits/${visitId}`, { by: here.doctor })).status, 404, 'the care has ended')
    assert.deepEqual((await ask('GET', `/v1/patients/${ravi.patientId}/visits`, { by: ravi })).body.items, [])
    await ask('POST', `/v1/appointments/${appointmentId}/arrival`, { by: here.reception, body: {} })
    await hearAll(place, appointmentId)
    assert.equal((await read(visitId)).status, 'OPEN')
    assert.equal((await act(visitId, 'vitals', { pulsePerMinute: 80 }, here.nurse)).status, 201)
    await undo()
    await hearAll(place, appointmentId)
    assert.equal((await read(visitId)).status, 'OPEN', 'something was measured')
  })

  test('who left unseen, or was entered by mistake, had no visit', async () => {
    const ends = [
      ['departure', here.reception, {}],
      ['voiding', here.admin, { reason: 'Wrong person' }],
    ] as const
    for (const [deed, by, body] of ends) {
      const ravi = await place.citizen()
      const appointmentId = await arrive(place, here, ravi.patientId)
      await hearAll(place, appointmentId)
      const visitId = (await openFor(appointmentId)).body.visitId
      const ended = await ask('POST', `/v1/appointments/${appointmentId}/${deed}`, { by, body })
      assert.equal(ended.status, 200, JSON.stringify(ended.body))
      await hearAll(place, appointmentId)
      assert.deepEqual(await published(visitId), ['visit-opened', 'visit-voided'], deed)
    }
  })

  test('somebody without an appointment has one open visit with a doctor, also for two counters at once', async () => {
    const ravi = await place.citizen()
    const both = await Promise.all([walkIn(place, here, ravi.patientId), walkIn(place, here, ravi.patientId)])
    assert.deepEqual(both.map(({ status }) => status).sort(), [201, 409])
    const [made, refused] = both.sort((one, other) => one.status - other.status)
    assert.deepEqual([refused?.body.type, refused?.body.visitId], ['/problems/visit-open', made?.body.visitId])
    assert.equal((await walkIn(place, here, ravi.patientId, here.elsewhere)).status, 404)
    const proof = { kind: 'document', document: 'voter-id' }
    const body = { facilityId: here.facilityId, doctorId: here.doctorId, patientId: ravi.patientId, proof }
    const field = async (changes: object) =>
      fieldOf(await ask('POST', '/v1/visits', { by: here.reception, body: { ...body, ...changes } }))
    assert.equal(await field({ doctorId: undefined }), '400 /doctorId')
    assert.equal(await field({ patientId: body.facilityId }), '400 /patientId')
    assert.equal(await field({ appointmentId: body.patientId }), '400 /facilityId')
  })

  test('what nobody touched by the end of the day did not take place', async () => {
    const [ravi, bela] = [await place.citizen(), await place.citizen()]
    const [left, begun] = [await opened(ravi.patientId), await opened(bela.patientId)]
    await save(begun, 'Headache')
    await voidLeftOpen(contextOf(place))
    assert.equal((await read(left)).status, 'OPEN', 'not on the day itself')
    place.clock.set(`${addDays(TODAY, 1)}T05:00:00Z`)
    await voidLeftOpen(contextOf(place))
    place.clock.set(TEST_NOW)
    assert.deepEqual(await published(left), ['visit-opened', 'visit-voided'])
    assert.equal((await read(begun)).status, 'IN_PROGRESS')
  })
})

describe('without an appointment', () => {
  test('a visit opens the record only when staff prove that the patient is there', async () => {
    const bela = await place.citizen()
    const stated = { facilityId: here.facilityId, doctorId: here.doctorId, patientId: bela.patientId }
    const attempt = (proof: object | undefined, key?: string) =>
      ask('POST', '/v1/visits', { by: here.reception, body: { ...stated, proof }, ...(key !== undefined && { key }) })
    const wrong: [object | undefined, string][] = [
      [undefined, '400 /proof'],
      [{ kind: 'document' }, '400 /proof/document'],
      [{ kind: 'reference', reference: 'PT-0000-0000' }, '400 /proof/reference'],
      [{ kind: 'registration' }, '400 /proof/kind'],
      [{ kind: 'code' }, '400 /proof/code'],
      [{ kind: 'code', code: '123456', document: 'pan' }, '400 /proof/document'],
    ]
    for (const [proof, field] of wrong) assert.equal(fieldOf(await attempt(proof)), field)
    const banner = () => ask('GET', `/v1/patients/${bela.patientId}/record`, { by: here.doctor })
    assert.equal((await banner()).status, 404)
    const passport = { kind: 'document', document: 'passport', last4: 'A12B' }
    const made = await attempt(passport, 'counter-1')
    assert.equal(made.status, 201, JSON.stringify(made.body))
    assert.equal((await attempt(passport, 'counter-1')).body.visitId, made.body.visitId, 'a repeat opens the same')
    assert.equal((await banner()).status, 200)
    const { rows } = await contextOf(place).pool.query(
      'select kind, document, last4, proven_by from visits.walk_in_proofs where visit_id = $1',
      [made.body.visitId],
    )
    assert.deepEqual(rows, [{ ...passport, proven_by: here.reception.accountId }])
  })

  test('a code that the person reads from the phone proves it once, and a refused visit gives it back', async () => {
    const phone = '+919700000033'
    const messages = () => place.program.context('identity').channels.inbox?.list ?? []
    await ask('POST', '/v1/auth/otp', { body: { phone } })
    const person = { name: 'Asha Sharma', birthDate: '1990-05-14', gender: 'female', pin: '110001' }
    const body = { ...person, phone, otp: codeFor(messages(), phone) }
    const { patientId } = (await ask('POST', '/v1/auth/register', { body })).body
    const sent = await ask('POST', `/v1/patients/${patientId}/presence-codes`, { by: here.reception })
    assert.equal(sent.status, 202, JSON.stringify(sent.body))
    const proof = { kind: 'code', code: codeFor(messages(), phone) }
    const stated = { facilityId: here.facilityId, doctorId: here.doctorId, patientId }
    const open = (more: object) => ask('POST', '/v1/visits', { by: here.reception, body: { ...stated, ...more } })
    assert.equal(fieldOf(await open({ proof: { ...proof, code: '000000' } })), '400 /proof/code')
    const seen = await open({ proof: { kind: 'document', document: 'pan' } })
    assert.equal(outcome(await open({ proof })), '409 visit-open')
    await act(seen.body.visitId, 'closure', {})
    const made = await open({ proof })
    assert.equal(made.status, 201, JSON.stringify(made.body))
    await act(made.body.visitId, 'closure', {})
    assert.equal(fieldOf(await open({ proof })), '400 /proof/code', 'used')
  })
})

describe('vitals', () => {
  test('are refused when impossible, confirmed when unlikely, and corrected by a further row', async () => {
    const visitId = await opened((await place.citizen()).patientId)
    const take = (body: object, by: Person = here.nurse, key?: string) => act(visitId, 'vitals', body, by, key)
    assert.equal(fieldOf(await take({ temperatureCelsius: 47 })), '400 /temperatureCelsius')
    assert.equal(fieldOf(await take({})), '400 /pulsePerMinute')
    assert.equal(fieldOf(await take({ systolicMmHg: 120 })), '400 /diastolicMmHg')
    assert.equal(fieldOf(await take({ systolicMmHg: 80, diastolicMmHg: 120 })), '400 /diastolicMmHg')
    const odd = await take({ pulsePerMinute: 230, spo2Percent: 99 })
    assert.deepEqual([outcome(odd), odd.body.unlikely], ['409 reading-unlikely', ['pulsePerMinute']])
    assert.equal((await take({ pulsePerMinute: 230, confirmed: true })).status, 201)
    const first = await take({ pulsePerMinute: 27, confirmed: true }, here.nurse, 'vitals-once')
    const again = await take({ pulsePerMinute: 27, confirmed: true }, here.nurse, 'vitals-once')
    assert.equal(again.body.vitalsId, first.body.vitalsId)
    const corrects = first.body.vitalsId
    const both = await Promise.all([
      take({ pulsePerMinute: 72, corrects }),
      take({ pulsePerMinute: 72, corrects }, here.doctor),
    ])
    assert.deepEqual(both.map(({ status }) => status).sort(), [201, 409])
    const { vitals } = await read(visitId)
    assert.deepEqual(vitals.map((one) => `${one.pulsePerMinute} ${one.corrects === corrects}`).sort(), [
      '230 false',
      '27 false',
      '72 true',
    ])
    assert.equal(fieldOf(await take({ pulsePerMinute: 72, corrects: visitId })), '400 /corrects')
    assert.equal(
      (await take({ corrects: vitals.find((one) => one.corrects === corrects)?.vitalsId })).status,
      201,
      'without values: a mistake',
    )
    assert.equal((await take({ pulsePerMinute: 72 }, here.other)).status, 404)
    assert.equal((await take({ pulsePerMinute: 72 }, here.reception)).status, 403)
    assert.equal((await act(visitId, 'closure')).status, 200)
    assert.equal(outcome(await take({ pulsePerMinute: 72 })), '409 visit-state')
  })
})

describe('the note', () => {
  test('two windows that save one note: the later one is told, and loses nothing', async () => {
    const visitId = await opened((await place.citizen()).patientId)
    const first = await save(visitId, 'Cough')
    assert.deepEqual([first.status, first.headers.etag], [200, '"v1"'])
    assert.equal((await save(visitId, 'Cough')).body.version, 1, 'the answer was lost, and the page saves again')
    const both = await Promise.all([save(visitId, 'Cough, fever', '"v1"'), save(visitId, 'Cough, cold', '"v1"')])
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 412])
    assert.equal(outcome(await save(visitId, 'Nothing')), '412 draft-changed-meanwhile')
    assert.equal((await read(visitId)).draft?.version, 2)
    assert.equal((await read(visitId)).status, 'IN_PROGRESS')
    assert.equal((await read(visitId, here.nurse)).draft, undefined, 'only the doctor reads it')
    assert.equal((await save(visitId, 'x', '"v2"', here.other)).status, 404)
    assert.equal((await save(visitId, 'x', '"v2"', here.nurse)).status, 403)
  })

  test('signing twice at once makes one version; a correction is the next one, and none ever changes', async () => {
    const asha = await place.citizen()
    const visitId = await opened(asha.patientId)
    await save(visitId, 'Fever')
    assert.equal(fieldOf(await act(visitId, 'notes', { note: {} })), '400 /note')
    const wrong = { note: { diagnoses: [{ name: 'Cold', icd10: 'J0' }] } }
    assert.equal(fieldOf(await act(visitId, 'notes', wrong)), '400 /note/diagnoses/0/icd10')
    assert.equal(fieldOf(await act(visitId, 'notes', { note: NOTE, amends: 'Typing' })), '400 /amends')
    const other = { note: { ...NOTE, advice: 'Rest' } }
    const both = await Promise.all([act(visitId, 'notes', { note: NOTE }), act(visitId, 'notes', other)])
    assert.deepEqual(both.map(({ status }) => status).sort(), [201, 409])
    const signed = both.find(({ status }) => status === 201)?.body as Seen
    assert.match(signed.registrationNo, /^DMC/)
    const { note } = (await read(visitId)).notes[0] as { note: object }
    assert.equal(outcome(await act(visitId, 'notes', { note })), '409 note-unchanged')
    assert.equal(outcome(await act(visitId, 'notes', { note: { advice: 'x' } })), '409 note-signed-already')
    const amended = { note: { ...NOTE, advice: 'Rest, and drink' }, amends: 'The advice was missing' }
    const keyed = () => act(visitId, 'notes', amended, here.doctor, 'amend-once')
    assert.deepEqual([(await keyed()).body.version, (await keyed()).body.version], [2, 2])
    const seen = await read(visitId, asha)
    assert.deepEqual(
      seen.notes.map(({ version, amends }) => `${version} ${amends}`),
      ['2 The advice was missing', '1 undefined'],
    )
    assert.equal(seen.draft, undefined)
    const [second, first] = await listNotes(contextOf(place).db, [visitId as never])
    assert.ok(first && second)
    assert.equal(hashNote(first, undefined), first.hash)
    assert.equal(hashNote(second, first.hash), second.hash)
    assert.notEqual(hashNote({ ...second, body: { advice: 'x' } }, first.hash), second.hash)
    const list = (await ask('GET', `/v1/patients/${asha.patientId}/visits`, { by: asha })).body.items
    assert.deepEqual(list[0]?.diagnoses, NOTE.diagnoses)
  })

  test('only a verified doctor signs; the draft stays', async () => {
    const visitId = await opened((await place.citizen()).patientId)
    await save(visitId, 'Fever')
    const doctor = `/v1/doctors/${here.doctorId}`
    const move = (deed: string, body: object) => ask('POST', `${doctor}/${deed}`, { by: here.national, body })
    assert.equal((await move('suspension', { reason: 'Asked by the council' })).status, 200)
    assert.equal(outcome(await act(visitId, 'notes', { note: NOTE })), '409 doctor-not-verified')
    assert.equal((await move('verification', { seen: 'register' })).status, 200)
    assert.equal((await read(visitId)).draft?.note.complaints, 'Fever')
    assert.equal((await act(visitId, 'notes', { note: NOTE }, here.nurse)).status, 403)
    assert.equal((await act(visitId, 'notes', { note: NOTE }, here.other)).status, 404)
  })

  test('a closed visit takes a further version of the note, and stays closed', async () => {
    const visitId = await opened((await place.citizen()).patientId)
    assert.equal(outcome(await act(visitId, 'closure')), '200 CLOSED')
    assert.equal(outcome(await act(visitId, 'closure')), '200 CLOSED')
    assert.equal((await act(visitId, 'notes', { note: NOTE })).status, 201)
    assert.equal((await read(visitId)).status, 'CLOSED')
  })
})

describe('a visit by video', () => {
  test('needs the consent of the patient before anything is signed or closed', async () => {
    const video = await openWard(place, {}, { mode: 'tele' })
    const asha = await place.citizen()
    const appointmentId = await arrive(place, video, asha.patientId)
    await hearAll(place, appointmentId)
    const { visitId, kind } = (await openFor(appointmentId, video.doctor)).body
    assert.equal(kind, 'tele')
    const consent = (by: Person) => act(visitId, 'consent', { by: 'patient' }, by)
    assert.equal(outcome(await act(visitId, 'notes', { note: NOTE }, video.doctor)), '409 consent-needed')
    assert.equal(outcome(await act(visitId, 'closure', undefined, video.doctor)), '409 consent-needed')
    assert.equal(outcome(await act(visitId, 'consent', { by: 'patient' }, here.doctor)), '404 not-found')
    assert.equal(outcome(await consent(video.doctor)), '200 IN_PROGRESS')
    assert.equal(outcome(await consent(video.doctor)), '200 IN_PROGRESS')
    assert.equal((await act(visitId, 'notes', { note: NOTE }, video.doctor)).status, 201)
    assert.deepEqual(await published(visitId), ['consent-given', 'note-signed', 'visit-opened'])
    const other = await opened(asha.patientId)
    assert.equal(outcome(await act(other, 'consent', { by: 'patient' })), '409 not-a-tele-visit')
  })
})

describe('a follow-up', () => {
  test('is a wish until somebody books it, and again when the booking ends', async () => {
    const asha = await place.citizen()
    const visitId = await opened(asha.patientId)
    const wish = (on: string, by: Person = here.doctor) =>
      ask('PUT', `/v1/visits/${visitId}/follow-up`, { by, body: { on } })
    const on = addDays(TODAY, 5)
    assert.equal(fieldOf(await wish(TODAY)), '400 /on')
    assert.equal(fieldOf(await wish(addDays(TODAY, 400))), '400 /on')
    assert.equal((await wish(on, here.other)).status, 404)
    assert.equal(outcome(await wish(on)), '200 WISHED')
    assert.equal(outcome(await wish(on)), '200 WISHED')
    const listed = async (by: Person) => {
      const { body } = await ask('GET', `/v1/visits/follow-ups?facility=${here.facilityId}`, { by })
      return body.items.filter((one) => one.visitId === visitId).length
    }
    assert.deepEqual([await listed(here.reception), await listed(here.doctor), await listed(here.other)], [1, 1, 0])
    const counted = async (by?: Person) => {
      const url = `/v1/visits/follow-ups/count?facility=${here.facilityId}`
      const { status, body } = await place.ask<{ open?: number }>('GET', url, by ? { by } : {})
      return body.open ?? status
    }
    assert.deepEqual([await counted(here.reception), await counted(here.other), await counted()], [1, 0, 401])
    assert.equal(await counted(asha), 403)
    const slotIds = [await here.slotAt('12:15', on)]
    const booking = { by: here.reception, body: { slotIds, patientId: asha.patientId } }
    const { appointmentId } = (await ask('POST', '/v1/appointments', booking)).body
    await hearAll(place, appointmentId as string)
    assert.deepEqual((await read(visitId)).followUp, { on, status: 'BOOKED', appointmentId })
    assert.equal(await listed(here.reception), 0)
    const later = { by: here.reception, body: { slotIds: [await here.slotAt('12:30', on)] } }
    const moved = (await ask('POST', `/v1/appointments/${appointmentId}/rescheduling`, later)).body.appointmentId
    for (let nth = 0; nth < 5; nth++) {
      await hearAll(place, moved as string)
      await hearAll(place, appointmentId as string)
    }
    assert.equal((await read(visitId)).followUp?.appointmentId, moved)
    await ask('POST', `/v1/appointments/${moved}/cancellation`, { by: here.reception, body: {} })
    for (const events of [await eventsOf(place, moved as string)]) await hear(place, [...events].reverse())
    assert.equal((await read(visitId)).followUp?.status, 'WISHED')
    assert.equal(outcome(await ask('DELETE', `/v1/visits/${visitId}/follow-up`, { by: here.doctor })), '200 DROPPED')
    assert.equal(await listed(here.reception), 0)
  })
})

describe('merged patients', () => {
  test('while a visit is open: the visits of both count, and a second walk-in is refused, until the undo', async () => {
    const [asha, double] = [await place.citizen(), await place.citizen({ name: 'Asha Sarma' })]
    const visitId = await opened(double.patientId)
    const all = subscriptions(contextOf(place))
    const tell = async (kind: string, version: number) => {
      const body = { goneId: double.patientId, keptId: asha.patientId, version }
      for (const { event, handle } of all)
        if (event.name === `patients.patients-${kind}.v1`) await handle({ body } as never)
    }
    const seen = async () =>
      (await ask('GET', `/v1/patients/${asha.patientId}/visits`, { by: asha })).body.items.map((one) => one.visitId)
    await tell('merged', 1)
    await tell('merged', 1)
    assert.deepEqual(await seen(), [visitId])
    const again = await walkIn(place, here, asha.patientId)
    assert.deepEqual([again.status, again.body.visitId], [409, visitId])
    assert.equal((await act(visitId, 'notes', { note: NOTE })).status, 201)
    assert.equal((await ask('GET', `/v1/visits/${visitId}`, { by: asha })).body.noteVersion, 1)
    await tell('unmerged', 2)
    await tell('merged', 1)
    assert.deepEqual(await seen(), [])
    assert.equal((await walkIn(place, here, asha.patientId)).status, 201)
  })
})
