// The words and marks of orders, lines and results, as the pages of the laboratory and of doctors show them.
import { Link } from 'wouter'
import type { Answer } from '../../api/client.ts'
import { useText } from '../../i18n/language.ts'
import { Tag } from '../../ui/Tag.tsx'

export type Order = Answer<'GET /v1/diagnostics/orders/{orderId}'>
export type Line = Order['lines'][number]
export type Result = NonNullable<Line['result']>
export type Critical = Answer<'GET /v1/diagnostics/criticals'>['items'][number]

export const addressOf = (orderId: string): string => `/staff/laboratory/orders/${orderId}`

/** What a result is, beside the word of its flag: a value inside a checked range, or one that nobody could compare. */
export const isCompared = ({ low, high }: Pick<Result, 'low' | 'high'>): boolean =>
  low !== undefined || high !== undefined

/** Inside a checked range. A result that was compared with nothing is never called normal. */
export const isNormal = (result: Result): boolean => result.flag === 'none' && isCompared(result)

const isCritical = ({ flag }: Pick<Result, 'flag'>): boolean => flag === 'critical-low' || flag === 'critical-high'

export function FlagTag({ result }: { result: Pick<Result, 'flag' | 'low' | 'high'> }) {
  const { t } = useText()
  if (result.flag === 'none') {
    return isCompared(result) ? (
      <Tag kind="good">{t('results.flag.none')}</Tag>
    ) : (
      <span className="soft">{t('results.noRange')}</span>
    )
  }
  return <Tag kind={isCritical(result) ? 'error' : 'warning'}>{t(`results.flag.${result.flag}`)}</Tag>
}

export function PriorityTag({ priority }: Pick<Order, 'priority'>) {
  const { t } = useText()
  if (priority === 'routine') return <span className="soft">{t('staff.laboratory.priority.routine')}</span>
  return <Tag kind={priority === 'stat' ? 'error' : 'warning'}>{t(`staff.laboratory.priority.${priority}`)}</Tag>
}

/** When a line is due, in red words once it is late. */
export function Due({ dueAt, nowMs }: { dueAt: string; nowMs: number }) {
  const { t, format } = useText()
  const isLate = Date.parse(dueAt) < nowMs
  return isLate ? (
    <Tag kind="error">{t('staff.laboratory.lateSince', { time: format.instant(dueAt) })}</Tag>
  ) : (
    <span className="nowrap">{format.instant(dueAt)}</span>
  )
}

/** The value with its unit. A report of imaging keeps its lines. */
export function Value({ result }: { result: Pick<Result, 'value' | 'unit'> }) {
  return (
    <strong className="lab-value">
      {result.value} {result.unit}
    </strong>
  )
}

/** The range that held, in words that need no sign. */
export function useRangeWords() {
  const { t } = useText()
  return ({ low, high }: Pick<Result, 'low' | 'high'>): string => {
    if (low !== undefined && high !== undefined) return t('results.range.both', { low, high })
    if (low !== undefined) return t('results.range.low', { low })
    return high === undefined ? '' : t('results.range.high', { high })
  }
}

export function PatientLink({ order: { orderId, patient, reference } }: { order: Order }) {
  return (
    <Link href={addressOf(orderId)} data-row>
      {patient?.name ?? reference}
    </Link>
  )
}

/** Sex and birth year, so that two people with one name are told apart. */
export function Born({ patient }: { patient: Order['patient'] | undefined }) {
  const { t } = useText()
  if (!patient) return null
  return (
    <span className="soft">
      {t('staff.laboratory.born', {
        sex: t(`staff.laboratory.sex.${patient.gender}`),
        year: String(patient.birthYear),
      })}
    </span>
  )
}

export function RangeWords({ result }: { result: Pick<Result, 'low' | 'high'> }) {
  const rangeOf = useRangeWords()
  return <span className="soft">{rangeOf(result)}</span>
}
