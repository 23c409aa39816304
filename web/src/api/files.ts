// Reads files of the server, such as what is printed. Only pages that need files load this.
import { useMutation } from '@tanstack/react-query'
import { currentLanguage } from '../i18n/language.ts'
import { freshToken } from './access-token.ts'
import { queryClient } from './cache.ts'
import { type Reading, type Request, type Sent, toProblem, toUrl } from './client.ts'
import { ApiProblem, NoAnswer } from './problem.ts'

/** Making a PDF takes seconds, and it may wait for others. */
const TIME_LIMIT_MS = 30_000

/** The bytes of an answer, with its type. Throws ApiProblem or NoAnswer. */
async function readFileOf<Name extends Reading>(name: Name, request: Request<Name>): Promise<Blob> {
  const token = await freshToken()
  try {
    const response = await fetch(toUrl(name.slice('GET '.length), request as Sent), {
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
      headers: {
        'accept-language': currentLanguage(),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
    })
    if (!response.ok) throw toProblem(response, await response.text())
    return await response.blob()
  } catch (error) {
    throw error instanceof ApiProblem ? error : new NoAnswer(false)
  }
}

/** Reads a file each time somebody asks for it, and gives it to `take`. Nothing keeps it: files can be large. */
export function useFile<Name extends Reading>(name: Name, take: (file: Blob) => void | Promise<void>) {
  return useMutation(
    { mutationFn: async (request: Request<Name>): Promise<void> => take(await readFileOf(name, request)) },
    queryClient,
  )
}
