// Decides requests together: the requests that arrive while one batch runs make up the next batch.
//
// A person never waits for a timer. Without load a request goes through at once and alone. Under load a batch contains
// all requests that arrived during the last one, so they share the cost of a transaction.

export interface BatchOptions<Request, Answer> {
  /** Answers all requests, in their order. An Error as an answer rejects only that request. */
  readonly run: (requests: Request[]) => Promise<(Answer | Error)[]>
  readonly sizeMax: number
  /** How many requests may wait. The batch refuses one more at once. */
  readonly waitingMax: number
  /** How many batches may run at the same time. */
  readonly lanes: number
  /** Makes the error for a request when too many wait. */
  readonly overloaded: () => Error
  /**
   * For work that no person waits for: how long requests gather before a batch begins, so that the batch is larger. The
   * wait is longer after a slow batch: the machine or the database is busy, and work that people wait for goes first.
   */
  readonly gatherMs?: number
}

export interface Batch<Request, Answer> {
  submit(request: Request): Promise<Answer>
  readonly waiting: number
  /** Resolves when no request waits and no batch runs. */
  idle(): Promise<void>
}

/** With `gatherMs` the batch rests at least this many times as long as the last batch took. */
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
    // Send the next batch to the database before handling the answers of this one, so that the two overlap.
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
    // Wait at least for the end of this turn of the event loop: requests from one read of the sockets go together.
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
