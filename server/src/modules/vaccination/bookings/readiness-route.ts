// The route that shows staff what to check before a dose: the patient, earlier doses, usable lots, and any refusal.

import { dayInIndia } from '../../../platform/clock.ts'
import { Day, Instant, object, Type } from '../../../platform/contract.ts'
import type { App, Context } from '../../../platform/module.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { findPatients, Gender } from '../../patients/contract.ts'
import { DocumentKind, ProofKind } from '../../patients/presence/contract.ts'
import { may } from '../access.ts'
import type { Availability } from '../availability/projection.ts'
import { Age, Booking, CourseCode, Dose, Lot, VaccineCode } from '../contract.ts'
import { listHistoricalDoses } from '../history/store.ts'
import { ageOn, refuseCompletion } from '../rules.ts'
import { findSession } from '../sessions/store.ts'
import { suggestLots } from '../stock/steps.ts'
import type { VaccinationTables, WalkInProofRow } from '../tables.ts'
import { bookingParams, findPermitted } from './access.ts'
import { LikelyDose } from './contract.ts'
import { findLikelyDoses } from './likely-same.ts'
import { findWalkInProof } from './proof-store.ts'
import { listClaims } from './store.ts'
import { createBookingViews } from './views.ts'

const Readiness = object({
  booking: Booking,
  patient: object({ name: Type.String(), birthYear: Type.Integer(), gender: Gender, age: Age }),
  proof: Type.Optional(
    object(
      {
        kind: ProofKind,
        document: Type.Optional(DocumentKind),
        last4: Type.Optional(Type.String()),
        provenAt: Instant,
      },
      { description: 'Only for a walk-in: how the staff knew that the person was there.' },
    ),
  ),
  minAge: Age,
  maxAge: Type.Optional(Age),
  earlierDoses: Type.Array(
    object({
      ...{ course: CourseCode, dose: Dose, vaccine: VaccineCode, givenOn: Day },
      place: Type.Optional(Type.String({ description: 'Only for a dose that the person had elsewhere: where.' })),
    }),
  ),
  likelySame: Type.Array(LikelyDose, {
    description:
      'Doses of the course that a record of likely the same person has had. The completion then needs a reason.',
  }),
  lots: Type.Array(object({ lot: Lot, expiresOn: Day, onHand: Type.Integer() }), {
    description: 'Lots that can be given today; the first to expire comes first.',
  }),
  refusal: Type.Optional(
    object(
      { slug: Type.String(), detail: Type.String() },
      { description: 'Why the dose may not be given today, with the slug of the problem that a completion would get.' },
    ),
  ),
})

const LOTS_MAX = 20

export const readinessRoutes = (context: Context<VaccinationTables>, availability: Availability) => (app: App) => {
  const views = createBookingViews(context, availability)
  app.get(
    '/v1/vaccination/bookings/:bookingId/readiness',
    {
      config: { access: may('dose.give').at('record') },
      schema: {
        summary: 'See whether the dose of a booking may be given now',
        description: 'Changes nothing and reserves nothing. The completion checks everything again.',
        params: bookingParams,
        response: { 200: Readiness },
      },
    },
    async (request) => {
      const { db, clock } = context
      const booking = await findPermitted(context, request)
      const [patient] = await context.call(findPatients, { patientIds: [booking.patient_id] })
      const session = await findSession(db, booking.session_id)
      if (!patient || !session) throw new Problem(notFound)
      const today = dayInIndia(clock.now())
      const claims = await listClaims(db, booking.patient_id)
      const historical = await listHistoricalDoses(db, booking.patient_id)
      const places = new Map<string, string>(historical.map(({ id, place }) => [id, place]))
      const refusal = refuseCompletion(booking, session, patient, claims, today)
      const { name, birthYear, gender } = patient
      return {
        booking: await views.ofBooking(booking),
        patient: { name, birthYear, gender, age: ageOn(today, patient) },
        ...toProofShown(await findWalkInProof(db, booking.id)),
        minAge: session.age_min,
        ...(session.age_max !== null && { maxAge: session.age_max }),
        earlierDoses: claims.flatMap(({ course, dose, vaccine, given_on: givenOn, booking_id: heldBy }) => {
          const place = places.get(heldBy)
          const isOther = givenOn !== null && heldBy !== booking.id
          return isOther ? [{ course, dose, vaccine, givenOn, ...(place !== undefined && { place }) }] : []
        }),
        likelySame: await findLikelyDoses(context, booking),
        lots: await suggestLots(db, session, today, LOTS_MAX),
        ...(refusal && { refusal: { slug: refusal.problem.slug, detail: refusal.detail } }),
      }
    },
  )
}

function toProofShown(proof: WalkInProofRow | undefined) {
  if (!proof) return {}
  const { kind, document, last4, proven_at: provenAt } = proof
  const seen = { ...(document !== null && { document }), ...(last4 !== null && { last4 }) }
  return { proof: { kind, ...seen, provenAt: provenAt.toISOString() } }
}
