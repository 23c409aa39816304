// Calls between modules: a module declares a question in its contract and answers it in this process.
import type { Call, Static } from '../contract.ts'
import { Problem, unavailable } from '../problem.ts'

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

export interface Calls {
  readonly call: CallOf
  add(answer: CallAnswer): void
  /** Throws and names the call when no module answers one of these calls. */
  requireAnswered(calls: readonly Call[]): void
}

/** `timeoutMsMin`: wait at least so long for a call, even when its contract says less. */
export function createCalls(timeoutMsMin: number): Calls {
  const answers = new Map<string, CallAnswer['answer']>()
  const call = async (type: Call, input: unknown): Promise<unknown> => {
    const answer = answers.get(type.name)
    if (!answer) throw new Error(`No module answers the call ${type.name}`)
    return withTimeLimit(answer(input as never), type.name, Math.max(type.timeoutMs, timeoutMsMin))
  }
  return {
    call: call as CallOf,
    add({ call: type, answer }) {
      if (answers.has(type.name)) throw new Error(`Two modules answer the call ${type.name}`)
      answers.set(type.name, answer)
    },
    requireAnswered(calls) {
      for (const type of calls) if (!answers.has(type.name)) throw new Error(`No module answers the call ${type.name}`)
    },
  }
}

async function withTimeLimit<Result>(work: Promise<Result>, name: string, timeoutMs: number): Promise<Result> {
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
