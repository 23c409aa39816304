// How a medicine is taken, as a doctor types it in one line: `1-0-1 5`, `1-0-1 5 after food`, `sos 3 5`.
import type { Request } from '../../../api/client.ts'

export type NewLine = Request<'POST /v1/prescriptions'>['body']['lines'][number]
export type Times = NewLine['times']

export interface Taking {
  readonly times: Times
  readonly days: number
  readonly instructions?: string
}

const PORTION_MAX = 100
const DAYS_MAX = 180
const INSTRUCTIONS_MAX = 300
/** Three parts are morning, noon and night, as doctors write them; four have the evening before the night. */
const GRID = /^(\d+(?:[.]\d+)?)-(\d+(?:[.]\d+)?)-(\d+(?:[.]\d+)?)(?:-(\d+(?:[.]\d+)?))?$/
/** The same without dashes: `101`. Each digit is one portion. */
const SHORT = /^(\d)(\d)(\d)(\d)?$/
const WHEN_NEEDED = /^(?:sos|prn)$/i

const isPortion = (portion: number): boolean => portion <= PORTION_MAX && Number.isInteger(portion * 4)

/** What a doctor typed. Undefined when a part is missing, or is no such amount. */
export function readTaking(typed: string): Taking | undefined {
  const [first = '', ...rest] = typed.trim().split(/[\s,;]+/)
  return WHEN_NEEDED.test(first) ? readWhenNeeded(rest) : readFixed(first, rest)
}

function readFixed(grid: string, [days, ...words]: readonly string[]): Taking | undefined {
  const [, morning, noon, third, fourth] = GRID.exec(grid) ?? SHORT.exec(grid) ?? []
  if (morning === undefined || noon === undefined || third === undefined) return undefined
  const [evening, night] = fourth === undefined ? [0, Number(third)] : [Number(third), Number(fourth)]
  const times = { morning: Number(morning), noon: Number(noon), evening, night }
  const portions = Object.values(times)
  if (!portions.every(isPortion) || portions.every((portion) => portion === 0)) return undefined
  return toTaking(times, days, words)
}

function readWhenNeeded([most, days, ...words]: readonly string[]): Taking | undefined {
  const perDayMax = Number(most)
  if (!(perDayMax > 0) || !isPortion(perDayMax)) return undefined
  return toTaking({ asNeeded: true, perDayMax }, days, words)
}

function toTaking(times: Times, typedDays: string | undefined, words: readonly string[]): Taking | undefined {
  const [, days] = /^x?(\d{1,3})d?$/i.exec(typedDays ?? '') ?? []
  const count = Number(days)
  if (!(count >= 1 && count <= DAYS_MAX)) return undefined
  const instructions = words.join(' ').slice(0, INSTRUCTIONS_MAX)
  return { times, days: count, ...(instructions !== '' && { instructions }) }
}

/** The line as it was typed: the way back, to change it. */
export function toTyped({ times, days, instructions = '' }: Taking): string {
  const grid =
    'asNeeded' in times
      ? `sos ${times.perDayMax}`
      : [times.morning, times.noon, ...(times.evening > 0 ? [times.evening] : []), times.night].join('-')
  return `${grid} ${days} ${instructions}`.trim()
}

/** What stands on the label of each portion: `1 tablet`, or `1–2 tablet` when the portions differ. */
export function doseOf(times: Times, unit: string): string {
  if ('asNeeded' in times) return `1 ${unit}`.trim()
  const portions = Object.values(times).filter((portion) => portion > 0)
  const [least, most] = [Math.min(...portions), Math.max(...portions)]
  return `${least === most ? least : `${least}–${most}`} ${unit}`.trim()
}
