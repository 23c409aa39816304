// What is said of somebody who joins the family, page by page: in memory only, as it names a person.
import type { Request } from '../../api/client.ts'
import { createDraft } from '../../session/draft.ts'

export type NewMember = Pick<
  Request<'POST /v1/patients'>['body'],
  'name' | 'birthDate' | 'birthYear' | 'gender' | 'pin'
>

export const newMember = createDraft<NewMember>()
