// The numbers of a hospital's day, from the counts of its appointments by hour and state.
import type { AppointmentStatus } from '../contract.ts'

/** The appointments that begin within one hour, in one state. */
export interface HourCount {
  readonly hour: number
  readonly status: AppointmentStatus
  readonly count: number
  /** Of those, how many should have begun by now. */
  readonly due: number
}

export interface Hour {
  readonly hour: number
  readonly booked: number
  readonly came: number
}

export interface DaySums {
  readonly expected: number
  readonly late: number
  readonly arrived: number
  readonly inRoom: number
  readonly seen: number
  readonly absent: number
  readonly hours: Hour[]
}

const CAME: ReadonlySet<string> = new Set(['ARRIVED', 'IN_CONSULTATION', 'FULFILLED', 'LEFT'])

/** Who was displaced is expected at another time, so counts in no hour. */
export function sumDay(counts: readonly HourCount[]): DaySums {
  const sum = (status: HourCount['status'], of: 'count' | 'due' = 'count'): number =>
    counts.filter((one) => one.status === status).reduce((total, one) => total + one[of], 0)
  const byHour = Map.groupBy(
    counts.filter(({ status }) => status !== 'DISPLACED'),
    ({ hour }) => hour,
  )
  const total = (some: readonly HourCount[]): number => some.reduce((all, { count }) => all + count, 0)
  return {
    ...{ expected: sum('BOOKED'), late: sum('BOOKED', 'due'), arrived: sum('ARRIVED'), inRoom: sum('IN_CONSULTATION') },
    ...{ seen: sum('FULFILLED'), absent: sum('NO_SHOW') },
    hours: [...byHour].map(([hour, some]) => ({
      ...{ hour, booked: total(some), came: total(some.filter(({ status }) => CAME.has(status))) },
    })),
  }
}
