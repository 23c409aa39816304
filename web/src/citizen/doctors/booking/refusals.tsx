// Why the server refused, in words that fit, with a link where the person can do something about it.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { ApiProblem, NoAnswer } from '../../../api/problem.ts'
import { useText } from '../../../i18n/language.ts'
import { slipHref } from '../addresses.ts'

interface Refusal {
  readonly words?: string
  readonly children?: ReactNode
}

/** The words of a refusal. Empty when the general words fit. */
export function useRefusal(): (error: unknown) => Refusal {
  const { t } = useText()
  return (error) => {
    if (error instanceof NoAnswer && error.mayBeDone) return { words: t('doctors.noAnswer') }
    if (!(error instanceof ApiProblem)) return {}
    const { appointmentId } = error.members
    if (error.slug !== 'already-booked' || typeof appointmentId !== 'string') return {}
    return { children: <Link href={slipHref(appointmentId)}>{t('doctors.toBooked')}</Link> }
  }
}
