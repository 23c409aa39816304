// The route with which a desk finds a known person by the phone and the first letters of a name.
import { actorOf } from '../../../platform/access.ts'
import { object, Type, text } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { may } from '../access.ts'
import { BirthYear, Gender, PatientId, PersonName } from '../contract.ts'
import { countLookUp } from '../presence/steps.ts'
import type { PatientsContext } from '../registration/steps.ts'
import { listMatched } from '../registration/store.ts'

const FOUND_MAX = 10

const Letters = Type.String({
  ...{ minLength: 3, maxLength: 40, pattern: '^\\p{L}[\\p{L}\\p{M}]*$' },
  description: 'How the given name or the family name begins: three letters or more.',
})

const Known = object({
  patientId: PatientId,
  name: PersonName,
  birthYear: BirthYear,
  gender: Gender,
  pin: Type.String({ description: 'Postal code of residence. Staff see no other part of the address.' }),
})

export const deskRoutes = (context: PatientsContext) => (app: App) => {
  app.post(
    '/v1/patients/desk-search',
    {
      config: { access: may('patient.match').at('anywhere') },
      schema: {
        summary: 'Find known people by phone and the first letters of a name',
        description:
          'Both facts must agree: a phone alone shows nobody. Changes nothing. A member of staff may look up a ' +
          'limited number of people in an hour (`too-many-look-ups`).',
        body: object({ letters: Letters, phone: text(40, { description: 'In any usual form.' }) }),
        response: { 200: object({ items: Type.Array(Known, { maxItems: FOUND_MAX }) }) },
      },
    },
    async (request) => {
      const { letters, phone } = request.body
      await countLookUp(context, actorOf(request).accountId)
      const [initial = ''] = letters
      const { candidates } = await context.index.match({ fullName: initial, phone, limit: FOUND_MAX })
      const ids = candidates.map(({ patientId }) => patientId)
      const people = await listMatched(context.pool, ids)
      const items = [...people].filter(([, { name }]) => hasWordThatBegins(name, letters))
      return { items: items.map(([patientId, person]) => ({ patientId, ...person })) }
    },
  )
}

function hasWordThatBegins(name: string, letters: string): boolean {
  const plain = (text: string): string => text.normalize('NFKC').toLowerCase()
  return plain(name)
    .split(/[\s.]+/)
    .some((word) => word.startsWith(plain(letters)))
}
