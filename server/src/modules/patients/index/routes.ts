// The route of matching: staff describe a person, and the index finds patients that fit.
import { actorOf } from '../../../platform/access.ts'
import { object, type Static, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { invalidField } from '../../../platform/problem.ts'
import { may } from '../access.ts'
import { BirthYear, Gender, MatchAnswer, MatchCandidate, MatchQuery, PersonName } from '../contract.ts'
import { countLookUp } from '../presence/steps.ts'
import type { PatientsContext } from '../registration/steps.ts'
import { listMatched } from '../registration/store.ts'
import { findMissingFact, mayBeShown } from '../rules.ts'

/** Leaves the person out if fewer than two facts agree: otherwise a phone or number alone would show its holder. */
const StaffCandidate = object({
  ...MatchCandidate.properties,
  name: Type.Optional(PersonName),
  birthYear: Type.Optional(BirthYear),
  gender: Type.Optional(Gender),
  pin: Type.Optional(Type.String({ description: 'Postal code of residence. Staff see no other part of the address.' })),
})

const StaffAnswer = object({ ...MatchAnswer.properties, candidates: Type.Array(StaffCandidate, { maxItems: 10 }) })

/** Gives candidates as staff may see them, with the person if two facts agree. */
export async function showCandidates(
  { pool }: Pick<PatientsContext, 'pool'>,
  candidates: readonly MatchCandidate[],
): Promise<Static<typeof StaffCandidate>[]> {
  const shown = candidates.filter(({ explanation }) => mayBeShown(explanation))
  const people = await listMatched(
    pool,
    shown.map(({ patientId }) => patientId),
  )
  return candidates.map((candidate) => ({ ...candidate, ...people.get(candidate.patientId) }))
}

export const matchRoutes = (context: PatientsContext) => (app: App) => {
  app.post(
    '/v1/patients/match',
    {
      config: { access: may('patient.match').at('anywhere') },
      schema: {
        summary: 'Find the patients that fit a description',
        description:
          'Give at least two of these facts: name, birth, an identifier, and one of phone, email and address. If ' +
          'fewer than two agree with a candidate, the answer leaves out name, birth year, gender and PIN. You may ' +
          'link a `certain` candidate at once. A person must choose among `probable` and `possible` ones. The ' +
          'explanation gives the evidence of each field in bits. Changes nothing. A member of staff may look up a ' +
          'limited number of people in an hour (`too-many-look-ups`).',
        body: MatchQuery,
        response: { 200: StaffAnswer },
      },
    },
    async (request) => {
      const missing = findMissingFact(request.body)
      if (missing) throw invalidField(missing.pointer, missing.detail)
      await countLookUp(context, actorOf(request).accountId)
      const answer = await context.index.match(request.body)
      return { ...answer, candidates: await showCandidates(context, answer.candidates) }
    },
  )
}
