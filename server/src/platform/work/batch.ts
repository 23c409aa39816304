// Decides requests together: those that arrive while one batch is under way make up the next one.
//
// There is no timer where somebody waits. With no load a request goes straight through, alone; under load a batch grows
// to what arrived during the one before, so the cost of a transaction is shared exactly when it matters.

export interface BatchOptions<Request, Answer> {
  /** Answers all requests, in their order. An Error as an answer rejects that request alone. */
  readonly run: (requests: Request[]) => Promise<(Answer | Error)[]>
  readonly sizeMax: number
  /** How many may wait; one more is refused at once. */
  readonly waitingMax: number
  /** How many batches may be under way at the same time. */
  readonly lanes: number
  /** Made when too many wait. */
  readonly overloaded: () => Error
  /**
   * For work that nobody waits for: how long requests gather before a batch begins, so that it is larger. Where the
   * last batch took long, because the machine or the database is busy, it rests longer: what is waited for goes first.
   */
  readonly gatherMs?: number
}

export interface Batch<Request, Answer> {
  submit(request: Request): Promise<Answer>
  readonly waiting: number
  /** Resolves when nothing waits and nothing is under way. */
  idle(): Promise<void>
}

/** Of the time that the last batch took. */
const REST_SHARE = 2

interface Entry<Request, Answer> {
  readonly request: Request
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
}

export function createBatch<Request, Answer>(options: BatchOptions<Request, Answer>): Batch<Request, Answer> {
  let queue: Entry<Request, Answer>[] = []
  let running = 0
  let lastRunMs = 0
  let idleWaiters: (() => void)[] = []

  const settle = (entry: Entry<Request, Answer>, answer: Answer | Error | undefined): void => {
    if (answer instanceof Error) entry.reject(answer)
    else if (answer === undefined) entry.reject(new Error('The batch left a request without an answer'))
    else entry.resolve(answer)
  }

  const runBatch = async (entries: Entry<Request, Answer>[]): Promise<void> => {
    const startedMs = performance.now()
    const outcome = await options.run(entries.map((entry) => entry.request)).catch((error: Error) => error)
    running--
    lastRunMs = performance.now() - startedMs
    // The next batch is on its way to the database before the answers of this one are worked on: the two overlap.
    if (options.gatherMs === undefined || queue.length === 0) start()
    else schedule()
    for (const [index, entry] of entries.entries()) {
      if (outcome instanceof Error) entry.reject(outcome)
      else settle(entry, outcome[index])
    }
  }

  const start = (): void => {
    while (running < options.lanes && queue.length > 0) {
      const entries = queue.length <= options.sizeMax ? queue : queue.slice(0, options.sizeMax)
      queue = queue.length <= options.sizeMax ? [] : queue.slice(options.sizeMax)
      running++
      void runBatch(entries)
    }
    if (running === 0 && queue.length === 0) {
      for (const wake of idleWaiters) wake()
      idleWaiters = []
    }
  }

  let scheduled = false
  const schedule = (): void => {
    if (scheduled) return
    scheduled = true
    const begin = (): void => {
      scheduled = false
      start()
    }
    // At the least after this turn of the event loop: what arrived in one read of the sockets goes together.
    if (options.gatherMs === undefined) setImmediate(begin)
    else setTimeout(begin, Math.max(options.gatherMs, lastRunMs * REST_SHARE))
  }

  return {
    submit(request) {
      if (queue.length >= options.waitingMax) return Promise.reject(options.overloaded())
      return new Promise<Answer>((resolve, reject) => {
        queue.push({ request, resolve, reject })
        schedule()
      })
    },
    get waiting() {
      return queue.length
    },
    idle() {
      if (running === 0 && queue.length === 0) return Promise.resolve()
      return new Promise((resolve) => idleWaiters.push(resolve))
    },
  }
}
