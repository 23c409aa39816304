// Warns before a dose: what was reported after earlier doses of this person.
import type { Answer } from '../../../api/client.ts'
import { useText } from '../../../i18n/language.ts'
import { Notice } from '../../../ui/Notice.tsx'

type Earlier = Answer<'GET /v1/vaccination/bookings/{bookingId}/readiness'>['adverseEvents'][number]

export function EarlierEvents({ events }: { events: readonly Earlier[] }) {
  const { t, format } = useText()
  if (events.length === 0) return null
  return (
    <Notice kind="warning" title={t('staff.aftercare.warning')}>
      <ul>
        {events.map(({ course, vaccine, dose, givenOn, onsetAt, severity, reactions, outcome, doseStatus }) => (
          <li key={`${course} ${dose} ${onsetAt} ${reactions.join()}`}>
            {t('staff.aftercare.warningLine', { course, vaccine, dose, day: format.day(givenOn) })}:{' '}
            <strong>{t(`aftercare.severities.${severity}`)}</strong> –{' '}
            {reactions.map((reaction) => t(`aftercare.reactions.${reaction}`)).join(', ')} (
            {t(`aftercare.outcomes.${outcome}`)}){doseStatus === 'cancelled' && ` ${t('aftercare.doseCancelled')}`}
          </li>
        ))}
      </ul>
      <p>{t('staff.aftercare.warningText')}</p>
    </Notice>
  )
}
