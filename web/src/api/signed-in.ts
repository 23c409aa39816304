// The token on requests that the client of JSON does not send: files, and parts of files.
import { currentLanguage } from '../i18n/language.ts'
import { freshToken, refreshToken } from './access-token.ts'
import { isProblem } from './problem.ts'

/** The token may end while a large file is on its way: one exchange shows whether the sign-in has ended too. */
export async function signedIn<Result>(work: (token: string | undefined) => Promise<Result>): Promise<Result> {
  try {
    return await work(await freshToken())
  } catch (error) {
    if (!isProblem(error, 'sign-in-needed') || !(await refreshToken())) throw error
    return work(await freshToken())
  }
}

export const headersWith = (token: string | undefined): Record<string, string> => ({
  'accept-language': currentLanguage(),
  ...(token !== undefined && { authorization: `Bearer ${token}` }),
})
