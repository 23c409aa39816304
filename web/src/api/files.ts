// Reads files of the server, such as what is printed. Only pages that need files load this.
import { useMutation } from '@tanstack/react-query'
import { queryClient } from './cache.ts'
import { type Reading, type Request, type Sent, toProblem, toUrl } from './client.ts'
import { ApiProblem, NoAnswer } from './problem.ts'
import { headersWith, signedIn } from './signed-in.ts'

/** Making a PDF takes seconds, and it may wait for others. */
const TIME_LIMIT_MS = 30_000

/** The bytes of an answer, with its type. Throws ApiProblem or NoAnswer. */
const readFileOf = <Name extends Reading>(name: Name, request: Request<Name>): Promise<Blob> =>
  signedIn(async (token) => {
    const url = toUrl(name.slice('GET '.length), request as Sent)
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(TIME_LIMIT_MS), headers: headersWith(token) })
      if (!response.ok) throw toProblem(response, await response.text())
      return await response.blob()
    } catch (error) {
      throw error instanceof ApiProblem ? error : new NoAnswer(false)
    }
  })

/** Reads a file each time somebody asks for it, and gives it to `take`. Nothing keeps it: files can be large. */
export function useFile<Name extends Reading>(name: Name, take: (file: Blob) => void | Promise<void>) {
  return useMutation(
    { mutationFn: async (request: Request<Name>): Promise<void> => take(await readFileOf(name, request)) },
    queryClient,
  )
}
