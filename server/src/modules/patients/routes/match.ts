// The route of matching: staff ask whom a description may be about.
import { access } from '../../../platform/access.ts'
import { object, type Static, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { invalidField } from '../../../platform/problem.ts'
import { BirthYear, Gender, MatchAnswer, MatchCandidate, MatchQuery, PersonName } from '../contract.ts'
import type { PatientsContext } from '../registration.ts'
import { listMatched } from '../store.ts'

const StaffCandidate = object({
  ...MatchCandidate.properties,
  name: PersonName,
  birthYear: BirthYear,
  gender: Gender,
  pin: Type.String({ description: 'Postal code of residence; no further address is shown.' }),
})

const StaffAnswer = object({ ...MatchAnswer.properties, candidates: Type.Array(StaffCandidate, { maxItems: 10 }) })

/** A description by which thousands may be meant finds nobody, so it is refused and not searched for. */
function requireTelling(query: Static<typeof MatchQuery>): void {
  const { fullName, givenName, familyName, phone, email, identifiers } = query
  if (fullName ?? givenName ?? familyName ?? phone ?? email ?? identifiers?.[0]) return
  throw invalidField('/fullName', 'is missing; a phone, an email or an identifier will do instead')
}

export const matchRoutes = (context: PatientsContext) => (app: App) => {
  app.post(
    '/v1/patients/match',
    {
      config: { access: access.own('reception', 'doctor', 'centre-admin', 'national-admin') },
      schema: {
        summary: 'Find the patients that a description may be about',
        description:
          'Grades: certain may be linked at once; of probable and possible ones a person chooses. The explanation ' +
          'gives the evidence of each field in bits. Nothing is changed.',
        body: MatchQuery,
        response: { 200: StaffAnswer },
      },
    },
    async (request) => {
      requireTelling(request.body)
      const answer = await context.index.match(request.body)
      const shown = await listMatched(
        context.pool,
        answer.candidates.map(({ patientId }) => patientId),
      )
      const candidates = answer.candidates.flatMap((candidate) => {
        const person = shown.get(candidate.patientId)
        return person ? [{ ...candidate, ...person }] : []
      })
      return { ...answer, candidates }
    },
  )
}
