// The fields of a report of an adverse event: for a new report, and for a further version of one.
import type { Answer, Request } from '../../../api/client.ts'
import { postVaccinationAdverseEventsVersions } from '../../../api/limits/post-vaccination-adverse-events-versions.ts'
import { fits } from '../../../api/limits.ts'
import { INDIA_AHEAD_MS } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { choice, choices } from '../../../ui/choices.tsx'
import { DateInputs, dateOf } from '../../../ui/days.tsx'
import type { FieldError } from '../../../ui/Form.tsx'
import { type FormField, REFUSED, text } from '../../../ui/fields.tsx'
import { Input } from '../../../ui/inputs.tsx'
import { findContradictions } from './contradictions.ts'

export type Reported = Request<'POST /v1/vaccination/bookings/{bookingId}/adverse-events'>['body']
export type AdverseEvent = Answer<'GET /v1/vaccination/adverse-events/{adverseEventId}'>['versions'][number]

/** The values of the text that names a dose. */
export const toDoseWords = ({
  course,
  vaccine,
  dose,
  lot,
}: Pick<AdverseEvent, 'course' | 'vaccine' | 'dose' | 'lot'>) => ({
  ...{ course, vaccine, dose, lot },
})

const of = postVaccinationAdverseEventsVersions
const MINUTE_MS = 60_000
const DAY = { type: 'string', format: 'date' } as const

/** Day and time in India, as the inputs show them. */
function toInputs(at: string): { readonly day: string; readonly time: string } {
  const local = new Date(Date.parse(at) + INDIA_AHEAD_MS).toISOString()
  return { day: local.slice(0, 10), time: local.slice(11, 16) }
}

interface Known {
  readonly givenAt: string
  /** What is reported already, when this is a further version. */
  readonly last?: AdverseEvent
  /** The first value of the onset. */
  readonly onsetAt?: string | undefined
}

/** When it began: a day and a time. */
function useOnset({ givenAt, last, onsetAt = last?.onsetAt }: Known): FormField<{ readonly onsetAt: string }> {
  const { t, format } = useText()
  const shown = onsetAt === undefined ? undefined : toInputs(onsetAt)
  return {
    input: (
      <>
        <DateInputs
          name="onset"
          label={t('staff.aftercare.onset')}
          hint={t('staff.aftercare.onsetHint', { at: format.instant(givenAt) })}
          value={shown?.day}
        />
        <div className="report-time">
          <Input
            name="onset-time"
            type="time"
            size="short"
            label={t('staff.aftercare.onsetTime')}
            defaultValue={shown?.time}
          />
        </div>
      </>
    ),
    ...{ focus: 'onset-day', means: ['onsetAt'], limits: of.onsetAt },
    read: (values) => {
      const [date, time] = [dateOf(values, 'onset'), values('onset-time')]
      if (!fits(DAY, date) || !/^\d\d:\d\d$/.test(time)) return REFUSED
      const at = `${date}T${time}:00+05:30`
      // The server also compares it with the present. The clock of this device may be wrong.
      const isAfterDose = Date.parse(at) > Date.parse(givenAt) - MINUTE_MS
      return isAfterDose ? { part: { onsetAt: at } } : REFUSED
    },
  }
}

export function useReportFields(known: Known) {
  const { t } = useText()
  const { last } = known
  const onset = useOnset(known)
  const reactions = choices(of, 'reactions', {
    ...{ label: t('staff.aftercare.reactions'), hint: t('staff.aftercare.reactionsHint'), value: last?.reactions },
    options: of.reactions.items.enum.map((value) => ({ value, text: t(`aftercare.reactions.${value}`) })),
  })
  const description = text(of, 'description', {
    ...{ label: t('staff.aftercare.description'), hint: t('staff.aftercare.descriptionHint') },
    ...{ value: last?.description, autoComplete: 'off' },
  })
  const severity = choice(of, 'severity', {
    ...{ label: t('staff.aftercare.severity'), value: last?.severity },
    options: of.severity.enum.map((value) => ({
      ...{ value, text: t(`aftercare.severities.${value}`), hint: t(`staff.aftercare.severityHints.${value}`) },
    })),
  })
  const because = choices(of, 'seriousBecause', {
    ...{ label: t('staff.aftercare.because'), value: last?.seriousBecause },
    options: of.seriousBecause.items.enum.map((value) => ({ value, text: t(`aftercare.because.${value}`) })),
  })
  const treatment = text(of, 'treatment', {
    ...{ label: t('staff.aftercare.treatment'), hint: t('staff.aftercare.treatmentHint') },
    ...{ value: last?.treatment, autoComplete: 'off' },
  })
  const outcome = choice(of, 'outcome', {
    ...{ label: t('staff.aftercare.outcome'), value: last?.outcome },
    options: of.outcome.enum.map((value) => ({ value, text: t(`aftercare.outcomes.${value}`) })),
  })
  const toldBy = choice(of, 'toldBy', {
    ...{ label: t('staff.aftercare.toldBy'), value: last?.toldBy },
    options: of.toldBy.enum.map((value) => ({ value, text: t(`staff.aftercare.tellers.${value}`) })),
  })
  return [onset, reactions, description, severity, because, treatment, outcome, toldBy] as const
}

/** Finds answers that contradict each other, before the server refuses them. */
export function useReportCheck(): (entered: Partial<Reported>) => readonly FieldError[] {
  const { t } = useText()
  return (entered) => findContradictions(entered).map(({ field, words }) => ({ field, text: t(words) }))
}

/** Draws the fields, the many choices side by side. */
export function ReportInputs({ fields }: { fields: ReturnType<typeof useReportFields> }) {
  return fields.map(({ focus, input }) =>
    focus === 'reactions' || focus === 'seriousBecause' ? (
      <div key={focus} className="many-options">
        {input}
      </div>
    ) : (
      <div key={focus}>{input}</div>
    ),
  )
}
