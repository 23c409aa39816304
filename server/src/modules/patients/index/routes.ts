// The route of matching: staff ask whom a description may be about.
import { object, type Static, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { invalidField } from '../../../platform/problem.ts'
import { may } from '../access.ts'
import { BirthYear, Gender, MatchAnswer, MatchCandidate, MatchQuery, PersonName } from '../contract.ts'
import type { PatientsContext } from '../registration/steps.ts'
import { listMatched } from '../registration/store.ts'
import { findMissingFact, mayBeShown } from '../rules.ts'

/** The person is left out where fewer than two facts agree: then a phone or a number alone would name its holder. */
const StaffCandidate = object({
  ...MatchCandidate.properties,
  name: Type.Optional(PersonName),
  birthYear: Type.Optional(BirthYear),
  gender: Type.Optional(Gender),
  pin: Type.Optional(Type.String({ description: 'Postal code of residence; no further address is shown.' })),
})

const StaffAnswer = object({ ...MatchAnswer.properties, candidates: Type.Array(StaffCandidate, { maxItems: 10 }) })

/** Candidates as staff see them. */
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
        summary: 'Find the patients that a description may be about',
        description:
          'State two independent facts: name, birth, an identifier, and one of phone, email and address. Of ' +
          'candidates with whom fewer agree, name, birth year, gender and PIN are left out. Grades: certain may be ' +
          'linked at once; of probable and possible ones a person chooses. The explanation gives the evidence of ' +
          'each field in bits. Nothing is changed.',
        body: MatchQuery,
        response: { 200: StaffAnswer },
      },
    },
    async (request) => {
      const missing = findMissingFact(request.body)
      if (missing) throw invalidField(missing.pointer, missing.detail)
      const answer = await context.index.match(request.body)
      return { ...answer, candidates: await showCandidates(context, answer.candidates) }
    },
  )
}
