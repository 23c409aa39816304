// A breaker: after several failures in a row it refuses at once for a moment, so that nobody waits for what is away.

export interface Breaker {
  /** Runs `work`, or throws `refusal()` when the breaker is open or too much runs at once. */
  run<Result>(work: () => Promise<Result>): Promise<Result>
  readonly isOpen: boolean
}

export interface BreakerOptions {
  /** Opens after so many failures in a row. */
  readonly failuresMax: number
  /** Stays open so long. Then one try decides: it closes the breaker, or opens it again. */
  readonly openMs: number
  /** A bulkhead: the most that runs at once, so that one slow neighbour does not hold everything. */
  readonly runningMax: number
  readonly refusal: () => Error
  /** Whether an error says that the other side is away. Its refusals are answers. */
  readonly isFailure: (error: unknown) => boolean
  /** Milliseconds of a clock that never goes back. */
  readonly nowMs?: () => number
}

export function createBreaker(options: BreakerOptions): Breaker {
  const { failuresMax, openMs, runningMax, refusal, isFailure, nowMs = () => performance.now() } = options
  let failures = 0
  let running = 0
  let openUntilMs = 0
  let isTrying = false
  const isOpen = (): boolean => failures >= failuresMax && (isTrying || nowMs() < openUntilMs)
  return {
    get isOpen() {
      return isOpen()
    },
    async run(work) {
      if (isOpen() || running >= runningMax) throw refusal()
      const isTry = failures >= failuresMax
      if (isTry) isTrying = true
      running++
      try {
        const result = await work()
        failures = 0
        return result
      } catch (error) {
        if (isFailure(error)) {
          failures++
          openUntilMs = nowMs() + openMs
        } else failures = 0
        throw error
      } finally {
        running--
        if (isTry) isTrying = false
      }
    },
  }
}
