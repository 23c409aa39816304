// The routes with which a citizen registers and reads family members.

import { actorOf } from '../../../platform/access.ts'
import { Instant, object, Pin, Type } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { may } from '../access.ts'
import { Aadhaar, BirthYear, contact, demographics, Gender, PatientId, PersonName } from '../contract.ts'
import { personReferenceOf } from '../presence/steps.ts'
import { addToFamily, type PatientsContext, readPatient } from '../registration/steps.ts'
import { findPatient, listFamily, type Patient } from '../registration/store.ts'
import { countNewMember } from './limits.ts'
import { refuseKnown } from './steps.ts'

export const PatientView = object({
  patientId: PatientId,
  name: PersonName,
  birthDate: Type.Optional(Type.String({ format: 'date' })),
  birthYear: BirthYear,
  gender: Gender,
  pin: Pin,
  aadhaarLast4: Type.Optional(Type.String()),
  isAccountHolder: Type.Boolean(),
  reference: Type.String({
    description: 'The reference on the card of the person. The person shows it at a counter to prove who they are.',
    examples: ['PT-7F3K-9Q2M'],
  }),
  registeredAt: Instant,
})

export function toView({ keys }: Pick<PatientsContext, 'keys'>, patient: Patient) {
  return {
    patientId: patient.id,
    name: patient.name,
    ...(patient.birth_date !== null && { birthDate: patient.birth_date }),
    birthYear: patient.birth_year,
    gender: patient.gender,
    pin: patient.pin,
    ...(patient.aadhaar_last4 !== null && { aadhaarLast4: patient.aadhaar_last4 }),
    isAccountHolder: patient.is_account_holder,
    reference: personReferenceOf(keys, patient.id),
    registeredAt: patient.created_at.toISOString(),
  }
}

export const routes = (context: PatientsContext) => (app: App) => {
  app.post(
    '/v1/patients',
    {
      config: { access: may('family.manage').at('own') },
      schema: {
        summary: 'Register a family member',
        description:
          'Adds a patient to your account. An account has at most six patients. If your family has somebody like ' +
          'this already, the answer is 409 `patient-may-exist`, and `candidates` are those members of your family. ' +
          'Takes an Idempotency-Key.',
        body: object({
          ...demographics,
          ...contact,
          aadhaar: Type.Optional(Aadhaar),
          confirmedNew: Type.Optional(
            Type.Boolean({ description: 'True: you have compared the candidates, and this is another person.' }),
          ),
        }),
        response: { 201: PatientView },
      },
    },
    async (request, reply) => {
      const { accountId } = actorOf(request)
      await countNewMember(context, request)
      const { confirmedNew = false, ...body } = request.body
      const stated = await readPatient(context, body)
      return once(context, request, reply, 201, async (tx) => {
        if (!confirmedNew) await refuseKnown(tx, context, { ...stated, accountId })
        return toView(context, await addToFamily(tx, context, { ...stated, accountId }, originOf(request)))
      })
    },
  )

  app.get(
    '/v1/patients',
    {
      config: { access: may('family.manage').at('own') },
      schema: { summary: 'List my family', response: { 200: object({ items: Type.Array(PatientView) }) } },
    },
    async (request) => ({
      items: (await listFamily(context.db, actorOf(request).accountId)).map((one) => toView(context, one)),
    }),
  )

  app.get(
    '/v1/patients/:patientId',
    {
      config: { access: may('family.manage').at('record') },
      schema: {
        summary: 'Read one patient of my family',
        params: object({ patientId: PatientId }),
        response: { 200: PatientView },
      },
    },
    async (request) => {
      const patient = await findPatient(context.db, request.params.patientId)
      if (!patient) throw new Problem(notFound)
      request.permit({ accountId: patient.account_id ?? undefined })
      return toView(context, patient)
    },
  )
}
