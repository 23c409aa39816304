// What staff check before a dose: who the person is, which booking this is, and what the person had before.
import type { Answer } from '../../../api/client.ts'
import { daysBetween } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { initialsOf } from '../../../ui/initials.ts'
import { SummaryList } from '../../../ui/SummaryList.tsx'
import { useProofWords } from '../../patients/proof.tsx'
import { shownOf } from './day.ts'
import { StatePill } from './StatePill.tsx'

export type Readiness = Answer<'GET /v1/vaccination/bookings/{bookingId}/readiness'>

export function Who({ readiness }: { readiness: Readiness }) {
  const { t, format } = useText()
  const tellProof = useProofWords()
  const { booking, patient, proof, minAge, maxAge, earlierDoses } = readiness
  const { token, course, vaccine, dose, date, window, reference } = booking
  const ages =
    maxAge === undefined ? t('staff.centre.ages.from', { minAge }) : t('staff.centre.ages.between', { minAge, maxAge })
  const gender = t(`staff.centre.gender.${patient.gender}`)
  const years = t('staff.centre.booking.years', { count: patient.age })
  const born = t('staff.centre.booking.born', { year: String(patient.birthYear) })
  const earlier = earlierDoses.map(({ place, givenOn, ...had }) => {
    const given = t('staff.centre.booking.given', { ...had, day: format.day(givenOn) })
    return place === undefined ? given : `${given} (${t('staff.history.elsewhere', { place })})`
  })
  return (
    <>
      <div className="who">
        <span className="who-initials" aria-hidden="true">
          {initialsOf(patient.name)}
        </span>
        <p className="who-words">
          <strong>{[gender, years, born].join(', ')}</strong>
          <span>
            {t('staff.centre.today.tokenOf', { token })}, {t('staff.centre.vaccineAndDose', { course, vaccine, dose })}
          </span>
          <span className="soft">{[format.day(date), format.window(window), reference, ages].join(' · ')}</span>
        </p>
        <StatePill state={shownOf(booking, Date.now())} />
      </div>
      <SummaryList
        rows={[
          ...(proof ? [{ label: t('staff.proof.shown'), value: tellProof(proof) }] : []),
          {
            label: t('staff.centre.booking.earlier'),
            value: earlier.length === 0 ? t('staff.centre.booking.noEarlier') : earlier.join('; '),
          },
        ]}
      />
    </>
  )
}

/** That the dose may be given now, and how long ago the dose before it was. */
export function MayHave({ readiness: { booking, earlierDoses } }: { readiness: Readiness }) {
  const { t, format } = useText()
  const before = earlierDoses.find(({ course, dose }) => course === booking.course && dose === booking.dose - 1)
  const numbers = { dose: format.number(booking.dose), before: format.number(booking.dose - 1) }
  return (
    <p className="check">
      <Icon name="check" />
      {before
        ? t('staff.centre.booking.since', { ...numbers, count: daysBetween(before.givenOn, booking.date) })
        : t('staff.centre.booking.first', numbers)}
    </p>
  )
}
