// How the states of a dispense and the times of a medicine are written.
import type { Answer } from '../../../api/client.ts'
import { useText } from '../../../i18n/language.ts'
import type { Words } from '../../../ui/columns.ts'
import { Tag, type TagKind } from '../../../ui/Tag.tsx'

export type Prescription = Answer<'GET /v1/prescriptions/{prescriptionId}'>
export type RxLine = Prescription['lines'][number]
export type Dispense = Answer<'GET /v1/dispenses/{dispenseId}'>
export type Status = Dispense['status']

const KINDS: Readonly<Record<Status, TagKind>> = {
  ...{ PREPARING: 'plain', PREPARED: 'plain', CHARGED: 'warning', READY: 'good', HANDED_OVER: 'plain' },
  ...{ REFUSED: 'error', ABANDONED: 'plain' },
}

export function StatusTag({ status }: { readonly status: Status }) {
  const { t } = useText()
  return <Tag kind={KINDS[status]}>{t(`staff.dispensing.status.${status}`)}</Tag>
}

/** 1-0-1, or with the evening 1-0-0-1; as people write it on paper. */
export function timesOf({ times }: Pick<RxLine, 'times'>, { t }: Pick<Words, 't'>): string {
  if ('asNeeded' in times) return t('staff.dispensing.asNeeded', { most: String(times.perDayMax) })
  const { morning, noon, evening, night } = times
  return [morning, noon, ...(evening > 0 ? [evening] : []), night].join('-')
}

/** How the medicine is taken, in one line. */
export function howOf(line: RxLine, words: Pick<Words, 't'>): string {
  const days = words.t('staff.dispensing.days', { count: line.days })
  // Who gets tablets swallows them: only another way is said.
  const way = line.route === 'oral' ? '' : words.t(`staff.prescribing.ways.${line.route}`)
  return [way, line.dose, timesOf(line, words), days, line.instructions].filter(Boolean).join(', ')
}

/** Units in words, such as 10 tablet. The catalogue says the unit. */
export const amountOf = (count: number, unit: string, { t, has }: Words): string =>
  t('staff.stock.amount', { count, unit: has(`staff.stock.units.${unit}`) ? t(`staff.stock.units.${unit}`) : unit })
