// Which versions of a result somebody sees: drafts only the laboratory, what a doctor explains first the family later.
import { DOCTOR_FIRST_HOURS } from '../contract.ts'
import type { OrderLine, Result } from '../tables.ts'

const HOUR_MS = 3_600_000

type Version = Pick<Result, 'status' | 'authorised_at'>

/** When the family may read the results of a line. Undefined when nothing holds them back. */
export function hiddenUntil(
  { doctor_first }: Pick<OrderLine, 'doctor_first'>,
  versions: readonly Version[],
): Date | undefined {
  const times = versions.flatMap(({ authorised_at }) => authorised_at?.getTime() ?? [])
  if (!doctor_first || times.length === 0) return undefined
  return new Date(Math.min(...times) + DOCTOR_FIRST_HOURS * HOUR_MS)
}

interface Seen {
  readonly line: Pick<OrderLine, 'doctor_first'>
  /** All versions of the line. */
  readonly versions: readonly Version[]
  readonly viewer: { readonly isFamily: boolean; readonly isLab: boolean }
  readonly now: Date
}

export function isShown({ status }: Version, { line, versions, viewer, now }: Seen): boolean {
  if (viewer.isLab) return true
  if (status !== 'FINAL' && status !== 'CORRECTED') return false
  const until = viewer.isFamily ? hiddenUntil(line, versions) : undefined
  return until === undefined || until <= now
}
