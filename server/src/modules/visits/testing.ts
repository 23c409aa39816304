// What the tests of this module share: a doctor with an account who sees patients, a nurse, and the events to hear.
import assert from 'node:assert/strict'
import { cellOf } from '../../platform/id.ts'
import type { Person, Setup } from '../../testing/setup.ts'
import { openPractice } from '../appointments/testing.ts'
import { subscriptions } from './jobs.ts'
import type { VisitsContext } from './tables.ts'

export const contextOf = ({ program }: Pick<Setup, 'program'>) => program.context('visits') as VisitsContext

/** Says that a doctor signs in with this account. */
export async function bindAccount({ program }: Setup, doctorId: string, accountId: string): Promise<void> {
  const { pool } = program.context('doctors')
  await pool.query('update doctors.doctors set account_id = $1 where id = $2', [accountId, doctorId])
  const text = 'insert into doctors.doctor_accounts (cell, account_id, doctor_id) values ($1, $2, $3)'
  await pool.query(text, [cellOf(accountId), accountId, doctorId])
  await pool.query('update appointments.practices set account_id = $1 where doctor_id = $2', [accountId, doctorId])
}

/** A hospital with a doctor who has an account, another one, and a nurse. */
export async function openWard(place: Setup, terms: object = {}, hours: object = {}) {
  const here = await openPractice(place, terms, { capacity: 50, ...hours })
  await bindAccount(place, here.doctorId, here.doctor.accountId)
  const nurse = await place.staff('nurse', here.facilityId)
  const other = await place.staff('doctor', here.facilityId)
  const elsewhere = await place.staff('doctor', here.otherFacilityId)
  return { ...here, nurse, other, elsewhere }
}

export type Ward = Awaited<ReturnType<typeof openWard>>

/** Another hospital of no chain, with a doctor of its own. */
export async function openThere(place: Setup, here: Ward): Promise<Ward> {
  const { otherFacilityId: facilityId } = here
  const admin = await place.staff('centre-admin', facilityId)
  const stated = {
    ...{ facilityId, name: 'Kiran Rao', gender: 'male', qualifications: ['MBBS'], specialities: ['cardiology'] },
    ...{ languages: ['en'], council: 'DL', registrationNo: 'DMC/C/1' },
  }
  const { body } = await place.ask<{ doctorId: Ward['doctorId'] }>('POST', '/v1/doctors', { by: admin, body: stated })
  const { doctorId } = body
  const verification = { by: here.national, body: { seen: 'register' } }
  await place.ask('POST', `/v1/doctors/${doctorId}/verification`, verification)
  const doctor = await place.staff('doctor', facilityId)
  await bindAccount(place, doctorId, doctor.accountId)
  return { ...here, facilityId, doctorId, doctor, reception: await place.staff('reception', facilityId) }
}

/** Books a patient for today, and records the arrival. Gives the appointment. */
export async function arrive(place: Setup, here: Ward, patientId: string, start = '12:00'): Promise<string> {
  const slotIds = [await here.slotAt(start)]
  const booking = { by: here.reception, body: { slotIds, patientId } }
  const booked = await place.ask<{ appointmentId: string }>('POST', '/v1/appointments', booking)
  assert.equal(booked.status, 201, JSON.stringify(booked.body))
  const { appointmentId } = booked.body
  const arrival = `/v1/appointments/${appointmentId}/arrival`
  assert.equal((await place.ask('POST', arrival, { by: here.reception, body: {} })).status, 200)
  return appointmentId
}

interface Told {
  readonly name: string
  readonly body: { readonly body: { readonly version: number } }
}

/** The events of an appointment, the oldest first. */
export async function eventsOf({ program }: Setup, appointmentId: string): Promise<Told[]> {
  const text = `select name, body from appointments.outbox where body->'body'->>'appointmentId' = $1`
  const { rows } = await program.context('appointments').pool.query<Told>(text, [appointmentId])
  return rows.sort((one, other) => one.body.body.version - other.body.body.version)
}

/** Lets visits hear these events, in this order. */
export async function hear(place: Setup, events: readonly Told[]): Promise<void> {
  const all = subscriptions(contextOf(place))
  for (const { name, body } of events) {
    for (const { event, handle } of all) if (event.name === name) await handle(body as never)
  }
}

/** Lets visits hear all that happened to an appointment. */
export const hearAll = async (place: Setup, appointmentId: string): Promise<void> =>
  hear(place, await eventsOf(place, appointmentId))

/** Opens a visit without an appointment, and gives it. */
export async function walkIn(place: Setup, here: Ward, patientId: string, by: Person = here.reception) {
  const { facilityId, doctorId } = here
  const body = { facilityId, doctorId, patientId, proof: { kind: 'document', document: 'voter-id', last4: '7QX9' } }
  return place.ask<{ visitId: string; type: string }>('POST', '/v1/visits', { by, body })
}
