// Decides when a store must be counted, and when a transfer is late. Pure.
const DAY_MS = 86_400_000
const COUNT_DAYS = 30

/** A transfer that is in transit for so long is shown to both sides as late. */
export const LATE_DAYS = 7

export interface CountState {
  readonly items: number
  /** When a count was last posted. */
  readonly lastAt: Date | null
  readonly now: Date
}

export const isCountDue = ({ items, lastAt, now }: CountState): boolean =>
  items > 0 && (lastAt === null || now.getTime() - lastAt.getTime() >= COUNT_DAYS * DAY_MS)
