// What somebody says while registering, page by page.
import type { Request } from '../../../api/client.ts'
import { createDraft } from '../../../session/draft.ts'

export type Registration = Request<'POST /v1/auth/register'>['body']

export const registration = createDraft<Registration>()
