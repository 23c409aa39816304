// The answers about a new member of the family, collected over the pages: in memory only, because they name a person.
import type { Request } from '../../api/client.ts'
import { createDraft } from '../../session/draft.ts'

export type NewMember = Pick<
  Request<'POST /v1/patients'>['body'],
  'name' | 'birthDate' | 'birthYear' | 'gender' | 'pin'
>

export const newMember = createDraft<NewMember>()
