// Sends a table as text: the other requests of the app are JSON.
import { useMutation } from '@tanstack/react-query'
import { currentLanguage } from '../i18n/language.ts'
import { freshToken } from './access-token.ts'
import { markStale, queryClient } from './cache.ts'
import { type Answer, toProblem, toUrl } from './client.ts'
import { ApiProblem, NoAnswer } from './problem.ts'

const TIME_LIMIT_MS = 60_000

type Sent = Answer<'POST /v1/billing/statements'>

interface Table {
  readonly facility: string
  readonly text: string
}

/** A repeat confirms nothing twice, so it needs no key. */
async function sendTable({ facility, text }: Table): Promise<Sent> {
  const token = await freshToken()
  try {
    const response = await fetch(toUrl('/v1/billing/statements', { query: { facility } }), {
      method: 'POST',
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
      headers: {
        'content-type': 'text/csv',
        'accept-language': currentLanguage(),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: text,
    })
    const answer = await response.text()
    if (!response.ok) throw toProblem(response, answer)
    return JSON.parse(answer) as Sent
  } catch (error) {
    throw error instanceof ApiProblem ? error : new NoAnswer(true)
  }
}

export const useSendTable = () =>
  useMutation({ mutationFn: sendTable, onSettled: () => void markStale('POST /v1/billing/statements') }, queryClient)
