// The bounds of vitals: what a body cannot have is refused, what is unlikely must be confirmed. Pure.
import { Type } from '../../../platform/contract.ts'

interface Bounds {
  readonly column: string
  /** What is possible at all. */
  readonly possible: readonly [number, number]
  /** What is usual, from small children to the old. Outside, somebody measures once more. */
  readonly likely: readonly [number, number]
}

export const READINGS = {
  temperatureCelsius: { column: 'temperature_celsius', possible: [20, 46], likely: [34, 41.5] },
  pulsePerMinute: { column: 'pulse_per_minute', possible: [0, 400], likely: [35, 200] },
  respirationsPerMinute: { column: 'respirations_per_minute', possible: [0, 150], likely: [8, 60] },
  systolicMmHg: { column: 'systolic_mmhg', possible: [20, 350], likely: [60, 230] },
  diastolicMmHg: { column: 'diastolic_mmhg', possible: [10, 250], likely: [30, 140] },
  spo2Percent: { column: 'spo2_percent', possible: [20, 100], likely: [80, 100] },
  weightKg: { column: 'weight_kg', possible: [0.2, 500], likely: [1.5, 200] },
  heightCm: { column: 'height_cm', possible: [20, 280], likely: [40, 210] },
  glucoseMgPerDl: { column: 'glucose_mg_per_dl', possible: [5, 2_000], likely: [40, 500] },
  painOfTen: { column: 'pain_of_ten', possible: [0, 10], likely: [0, 10] },
} as const satisfies Readonly<Record<string, Bounds>>

export type Reading = keyof typeof READINGS
export type Readings = { readonly [Name in Reading]?: number | undefined }
export type Column = (typeof READINGS)[Reading]['column']

export const READING_NAMES = Object.keys(READINGS) as readonly Reading[]

const field = (name: Reading) => {
  const [minimum, maximum] = READINGS[name].possible
  return Type.Optional(Type.Number({ minimum, maximum }))
}

/** The fields of a request and of an answer. The unit stands in the name. */
export const readingFields = {
  temperatureCelsius: field('temperatureCelsius'),
  pulsePerMinute: field('pulsePerMinute'),
  respirationsPerMinute: field('respirationsPerMinute'),
  systolicMmHg: field('systolicMmHg'),
  diastolicMmHg: field('diastolicMmHg'),
  spo2Percent: field('spo2Percent'),
  weightKg: field('weightKg'),
  heightCm: field('heightCm'),
  glucoseMgPerDl: field('glucoseMgPerDl'),
  painOfTen: field('painOfTen'),
}

interface Fault {
  readonly pointer: string
  readonly detail: string
}

/** Why values do not belong together: both numbers of the blood pressure, the upper one first. */
export function findFault({ systolicMmHg, diastolicMmHg }: Readings): Fault | undefined {
  if (diastolicMmHg === undefined && systolicMmHg === undefined) return undefined
  if (systolicMmHg === undefined) return { pointer: '/systolicMmHg', detail: 'is missing: give both numbers' }
  if (diastolicMmHg === undefined) return { pointer: '/diastolicMmHg', detail: 'is missing: give both numbers' }
  if (diastolicMmHg < systolicMmHg) return undefined
  return { pointer: '/diastolicMmHg', detail: 'must be lower than systolicMmHg' }
}

/** The values that are possible, but unlikely. */
export const findUnlikely = (readings: Readings): Reading[] =>
  READING_NAMES.filter((name) => {
    const value = readings[name]
    const [lowest, highest] = READINGS[name].likely
    return value !== undefined && (value < lowest || value > highest)
  })
