// Calls between modules: a module declares a question in its contract, and answers it in its process.
import type { Call, Static } from '../contract.ts'
import { Problem, unavailable } from '../problem.ts'
import { StartError } from '../start-error.ts'

export type CallOf = <Type extends Call>(call: Type, input: Static<Type['input']>) => Promise<Static<Type['output']>>

/** The answer that a module gives to one call. */
export interface CallAnswer {
  readonly call: Call
  readonly answer: (input: never) => Promise<unknown>
}

/** Pairs a call with the function that answers it. */
export function answerTo<Type extends Call>(
  call: Type,
  answer: (input: Static<Type['input']>) => Promise<Static<Type['output']>>,
): CallAnswer {
  return { call, answer: answer as CallAnswer['answer'] }
}

/** The way to the modules that run in other processes. */
export interface RemoteCalls {
  /** Whether the settings say where this module runs. */
  reaches(module: string): boolean
  ask(call: Call, input: unknown, asking: { readonly by: string; readonly timeoutMs: number }): Promise<unknown>
}

export interface Calls {
  /** The function with which one module asks. A module in another process learns who asks it. */
  by(module: string): CallOf
  add(answer: CallAnswer): void
  /** The answers of this process, by the name of the call. */
  readonly answers: ReadonlyMap<string, CallAnswer>
  /** Throws and names the call when no module answers one of these calls. */
  requireAnswered(calls: readonly Call[]): void
}

export interface CallsOptions {
  /** Wait at least so long for a call, even when its contract says less. */
  readonly timeoutMsMin: number
  readonly remote?: RemoteCalls
}

const calleeOf = (call: Call): string => call.name.slice(0, call.name.indexOf('.'))

export function createCalls({ timeoutMsMin, remote }: CallsOptions): Calls {
  const answers = new Map<string, CallAnswer>()
  const ask = async (by: string, type: Call, input: unknown): Promise<unknown> => {
    const timeoutMs = Math.max(type.timeoutMs, timeoutMsMin)
    const own = answers.get(type.name)
    if (own) return withinTime(own.answer(input as never), type.name, timeoutMs)
    if (!remote?.reaches(calleeOf(type))) throw new Error(`No module answers the call ${type.name}`)
    return withinTime(remote.ask(type, input, { by, timeoutMs }), type.name, timeoutMs)
  }
  return {
    by: (module) => ((type: Call, input: unknown) => ask(module, type, input)) as CallOf,
    answers,
    add(answer) {
      const { name } = answer.call
      if (answers.has(name)) throw new Error(`Two modules answer the call ${name}`)
      answers.set(name, answer)
    },
    requireAnswered(calls) {
      for (const type of calls) {
        if (answers.has(type.name) || remote?.reaches(calleeOf(type))) continue
        const setting = `SEHAT_CALLS_URL_${calleeOf(type).toUpperCase()}`
        throw new StartError(`No module answers ${type.name}: run its module here, or name its address in ${setting}`)
      }
    },
  }
}

/** Gives the result of `work`, or the problem `try-again` when it takes longer. */
export async function withinTime<Result>(work: Promise<Result>, name: string, timeoutMs: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    const late = new Problem(unavailable, { detail: `${name} took too long`, retryAfterSeconds: 1 })
    timer = setTimeout(() => reject(late), timeoutMs)
  })
  try {
    return await Promise.race([work, limit])
  } finally {
    clearTimeout(timer)
  }
}
