// The answers of somebody who registers, collected over the pages.
import type { Request } from '../../../api/client.ts'
import { createDraft } from '../../../session/draft.ts'

export type Registration = Request<'POST /v1/auth/register'>['body']

export const registration = createDraft<Registration>()
