// The one source of time. Callers pass a clock in, so that a test can set the day.

export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still until somebody moves it, for tests and simulations. */
export function fixedClock(start: string | Date): Clock & { set(to: string | Date): void; advance(ms: number): void } {
  let current = new Date(start)
  return {
    now: () => new Date(current),
    set: (to) => {
      current = new Date(to)
    },
    advance: (ms) => {
      current = new Date(current.getTime() + ms)
    },
  }
}

export interface DemoClock extends Clock {
  /** Everything happens at this instant of the past, until the function that it gives is called. */
  hold(at: Date): () => void
  /** The time outside the demo. */
  outside(): Date
}

/** The clock of a demo, whose past is made through the rules that held on those days. */
export function demoClock(clock: Clock = systemClock): DemoClock {
  let held: Date | undefined
  return {
    now: () => held ?? clock.now(),
    outside: () => clock.now(),
    hold(at) {
      const before = held
      held = at
      return () => {
        held = before
      }
    },
  }
}

const IST_OFFSET_MS = 5.5 * 3_600_000

/** The day (YYYY-MM-DD) at a facility in India at this instant; India has one zone and no summer time. */
export function dayInIndia(at: Date): string {
  return new Date(at.getTime() + IST_OFFSET_MS).toISOString().slice(0, 10)
}

/** The clock time (HH:MM, 24 hours) at a facility in India at this instant. */
export function timeInIndia(at: Date): string {
  return new Date(at.getTime() + IST_OFFSET_MS).toISOString().slice(11, 16)
}

/** The first instant of a day (YYYY-MM-DD) in India. */
export function startOfDayInIndia(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - IST_OFFSET_MS)
}

/** The instant of a clock time (HH:MM) on a day (YYYY-MM-DD) in India. */
export function instantInIndia(day: string, time: string): Date {
  return new Date(Date.parse(`${day}T${time}:00Z`) - IST_OFFSET_MS)
}

/** The day that is this many days after `day`; both YYYY-MM-DD. */
export function addDays(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

/** Whole days from `from` to `to`, negative when `to` is earlier; both YYYY-MM-DD. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}
