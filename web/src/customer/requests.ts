// One request to the server: gives its answer, or throws ApiProblem or NoAnswer.

import { ApiProblem, NoAnswer } from '../api/problem.ts'
import { currentLanguage } from '../i18n/language.ts'

export interface Sent {
  readonly method: string
  readonly url: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
}

/** A test call waits for the webhook, which has 60 seconds at most. */
const TIME_LIMIT_MS = 70_000

export async function request({ method, url, body, headers, signal }: Sent): Promise<unknown> {
  if (!navigator.onLine) throw new NoAnswer(false)
  const limit = AbortSignal.timeout(TIME_LIMIT_MS)
  try {
    const response = await fetch(url, {
      method,
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      headers: {
        'accept-language': currentLanguage(),
        ...headers,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    if (response.ok) return isJson ? JSON.parse(text) : text
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
    throw new ApiProblem(response.status, isJson ? JSON.parse(text) : {}, Number.isNaN(seconds) ? undefined : seconds)
  } catch (error) {
    if (error instanceof ApiProblem || signal?.aborted) throw error
    throw new NoAnswer(method !== 'GET')
  }
}
