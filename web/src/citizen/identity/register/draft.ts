// The answers of somebody who registers, collected over the pages.
import type { Request } from '../../../api/client.ts'
import { createDraft } from '../../../session/draft.ts'
import { keptForVisitor } from './kept-for-visitor.ts'

type Body = Request<'POST /v1/auth/register'>['body']
/** Everything but the code, which comes last: it is valid for minutes only. */
export type Registration = Omit<Body, 'otp' | 'password'> & { readonly password: string }

/** Kept over a reload, but never the password: the person types it again. */
export const registration = createDraft<Registration>(keptForVisitor('registration', ['password']))
