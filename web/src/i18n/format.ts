// Writes days, times, numbers, money and distances in the reader's language.

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const LAKH = 100_000
/** India is always 5 h 30 min ahead of UTC. */
export const INDIA_AHEAD_MS = 330 * MINUTE_MS

const ZONE = 'Asia/Kolkata'

// Remember the results: a list of centres writes the same few days a thousand times.
function remembered(write: (day: string) => string): (day: string) => string {
  const known = new Map<string, string>()
  return (day) => {
    const found = known.get(day) ?? write(day)
    known.set(day, found)
    return found
  }
}

/** Writes times. A time never breaks at the end of a line: 6:00 stays beside pm. */
function createTimes(locale: string) {
  const writing = (timeZone: string, more?: Intl.DateTimeFormatOptions) => {
    // By itself Hindi would write am and pm.
    const words = locale === 'hi-IN' && { dayPeriod: 'short' as const }
    const form = new Intl.DateTimeFormat(locale, { timeZone, hour: 'numeric', minute: '2-digit', ...words, ...more })
    return (at: string): string => form.format(new Date(at)).replace(/\s/g, '\u00a0')
  }
  const ofDay = writing('UTC')
  return {
    /** 10:30 am, of an instant, in India */
    time: writing(ZONE),
    /** 10:30:15 am, of an instant, in India */
    exactTime: writing(ZONE, { second: '2-digit' }),
    /** 9:00 am, of a time of the day such as 09:00 */
    timeOfDay: (text: string) => ofDay(`2000-01-01T${text}Z`),
  }
}

export function createFormat(locale: string) {
  const times = createTimes(locale)
  const inWords = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' })
  const withWeekday = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  })
  const full = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'full' })
  const short = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short' })
  const month = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long' })
  const weekday = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'short' })
  const date = new Intl.DateTimeFormat(locale, { timeZone: ZONE, dateStyle: 'medium' })
  const number = new Intl.NumberFormat(locale)
  const compact = new Intl.NumberFormat(locale, {
    notation: 'compact',
    compactDisplay: 'long',
    maximumFractionDigits: 1,
  })
  const rupees = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'INR',
    trailingZeroDisplay: 'stripIfInteger',
  })
  const kilometres = new Intl.NumberFormat(locale, { style: 'unit', unit: 'kilometer', maximumFractionDigits: 1 })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  return {
    /** 2 March 2026 */
    day: (day: string) => inWords.format(new Date(day)),
    /** Monday 2 March */
    weekdayAndDay: (day: string) => withWeekday.format(new Date(day)),
    /** Monday 2 March 2026, on paper and where somebody may look much later */
    fullDay: (day: string) => full.format(new Date(day)),
    /** 2 Mar */
    shortDay: remembered((day) => short.format(new Date(day))),
    /** 2, the number above its weekday in a week */
    dayOfMonth: (day: string) => number.format(Number(day.slice(8))),
    /** March */
    monthOf: remembered((day) => month.format(new Date(day))),
    /** Mon */
    weekday: remembered((day) => weekday.format(new Date(day))),
    ...times,
    /** 2 Mar 2026, 10:30 am, of an instant, in India */
    instant: (at: string) => `${date.format(new Date(at))}, ${times.time(at)}`,
    /** 2 Mar 2026, 10:30:15 am, of an instant, in India; where the order of what happened matters */
    moment: (at: string) => `${date.format(new Date(at))}, ${times.exactTime(at)}`,
    /** 9:00 am – 11:00 am, of a window such as 09:00-11:00 */
    window: (window: string) => {
      const [from, to] = window.split('-') as [string, string]
      // Do not use formatRange: for a window that ends at 24:00 it would also write the days.
      return `${times.timeOfDay(from)}\u00a0– ${times.timeOfDay(to)}`
    },
    number: (value: number) => number.format(value),
    /** 56.4 lakh, 1.2 crore; smaller numbers in full */
    amount: (value: number) => (value < LAKH ? number.format(value) : compact.format(value)),
    money: (paise: number) => rupees.format(paise / 100),
    kilometres: (value: number) => kilometres.format(value),
    /** now, 5 minutes ago, yesterday */
    ago: (at: string, nowMs: number) => {
      const passedMs = nowMs - Date.parse(at)
      if (passedMs < MINUTE_MS) return relative.format(0, 'second')
      if (passedMs < 60 * MINUTE_MS) return relative.format(-Math.floor(passedMs / MINUTE_MS), 'minute')
      if (passedMs < DAY_MS) return relative.format(-Math.floor(passedMs / (60 * MINUTE_MS)), 'hour')
      return relative.format(-Math.floor(passedMs / DAY_MS), 'day')
    },
  }
}

export type Format = ReturnType<typeof createFormat>

const toShown = (value: string, format: Format): string => {
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return format.day(value)
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? format.instant(value) : value
}

/** The values of a problem, such as `earliestOn`, ready for a text: days and instants are written in words. */
export function valuesOf(members: Readonly<Record<string, unknown>>, format: Format): Record<string, string | number> {
  const values: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(members)) {
    if (typeof value === 'number') values[name] = value
    if (typeof value === 'string') values[name] = toShown(value, format)
  }
  return values
}

/** The current day in India, YYYY-MM-DD. */
export function today(nowMs: number = Date.now()): string {
  return new Date(nowMs + INDIA_AHEAD_MS).toISOString().slice(0, 10)
}

/** Whole days from one day to another. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
}
