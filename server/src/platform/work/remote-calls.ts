// Asks modules that run in other processes, over HTTP: with a token of the asking module, a deadline and a breaker.
import type { ValidateFunction } from 'ajv'
import { Agent, request } from 'undici'
import type { ProblemType } from '../contract.ts'
import { Problem, unavailable } from '../problem.ts'
import type { ServiceTokens } from '../service-tokens.ts'
import { type Breaker, createBreaker } from './breaker.ts'
import { createCallSchemas } from './call-schemas.ts'
import type { RemoteCalls } from './calls.ts'

export interface RemoteCallsOptions {
  /** Where the processes of a module answer calls, by the name of the module. */
  readonly urls: Readonly<Record<string, string>>
  readonly tokens: ServiceTokens
  /** A refusal of another process is the same problem here. */
  readonly problems: readonly ProblemType[]
}

export const CALLS_PATH = '/internal/calls/'
/** Milliseconds that the asking side still waits. */
export const DEADLINE_HEADER = 'sehat-deadline-ms'
/** How a refusal travels: the answer of HTTP is a 200 of the call or this object. */
export interface Refused {
  readonly problem: { readonly slug: string; readonly details: Problem['details'] }
}

const CONNECTIONS_MAX = 32
const LIMITS = { failuresMax: 5, openMs: 1_000, runningMax: 256 }

/** The other side did not answer, or what it said is no answer. */
class Unanswered extends Error {}

export interface RemoteCallsClient extends RemoteCalls {
  close(): Promise<void>
}

export function createRemoteCalls({ urls, tokens, problems }: RemoteCallsOptions): RemoteCallsClient {
  const agent = new Agent({ connections: CONNECTIONS_MAX, connect: { timeout: 2_000 } })
  const types = new Map(problems.map((type) => [type.slug, type]))
  const breakers = new Map<string, Breaker>()
  const breakerOf = (module: string): Breaker => {
    const known = breakers.get(module)
    if (known) return known
    const made = createBreaker({
      ...LIMITS,
      refusal: () => away(module),
      isFailure: (error) => error instanceof Unanswered,
    })
    breakers.set(module, made)
    return made
  }
  const schemas = createCallSchemas()
  return {
    reaches: (module) => urls[module] !== undefined,
    async ask(call, input, { by, timeoutMs }) {
      const module = call.name.slice(0, call.name.indexOf('.'))
      const send = async (): Promise<unknown> => {
        const token = await tokens.sign(by, module)
        const answer = await post(agent, new URL(CALLS_PATH + call.name, urls[module]), { input, token, timeoutMs })
        return readAnswer(answer, types, schemas(call.name, call.output))
      }
      try {
        return await breakerOf(module).run(send)
      } catch (error) {
        throw error instanceof Unanswered ? away(module) : error
      }
    },
    close: () => agent.close(),
  }
}

const away = (module: string): Problem =>
  new Problem(unavailable, { detail: `${module} does not answer now`, retryAfterSeconds: 1 })

interface Sent {
  readonly input: unknown
  readonly token: string
  readonly timeoutMs: number
}

async function post(agent: Agent, url: URL, { input, token, timeoutMs }: Sent): Promise<unknown> {
  try {
    const { statusCode, body } = await request(url, {
      dispatcher: agent,
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        [DEADLINE_HEADER]: String(timeoutMs),
      },
      body: JSON.stringify(input),
      signal: AbortSignal.timeout(timeoutMs),
    })
    const answer: unknown = await body.json()
    if (statusCode !== 200) throw new Unanswered(`answered ${statusCode}`)
    return answer
  } catch (error) {
    // An error of the network may repeat the address, and the text of a body may name people.
    throw error instanceof Unanswered ? error : new Unanswered((error as { code?: string }).code ?? 'no answer')
  }
}

function readAnswer(answer: unknown, types: ReadonlyMap<string, ProblemType>, isValid: ValidateFunction): unknown {
  const { output, problem } = answer as { output?: unknown } & Partial<Refused>
  if (problem) {
    const type = types.get(problem.slug)
    if (!type) throw new Unanswered('refused in a way that this version does not know')
    throw new Problem(type, problem.details)
  }
  if (!isValid(output)) throw new Unanswered('answered in another form')
  return output
}
