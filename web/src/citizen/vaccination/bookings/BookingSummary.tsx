// A booking in a few lines, for pages that ask before they change it.
import { useText } from '../../../i18n/language.ts'
import { SummaryList } from '../../../ui/SummaryList.tsx'
import type { BookingFacts } from './booking-facts.ts'

export function BookingSummary({ facts: { booking, offer, member } }: { facts: BookingFacts }) {
  const { t, format } = useText()
  const { course, dose } = booking
  const what = t('booking.vaccineAndDose', { course, vaccine: offer.vaccineName, dose })
  return (
    <SummaryList
      rows={[
        { label: t('booking.facts.who'), value: member?.name },
        { label: t('booking.facts.what'), value: what },
        { label: t('booking.facts.day'), value: format.weekdayAndDay(booking.date) },
        { label: t('booking.facts.time'), value: format.window(booking.window) },
        { label: t('booking.facts.where'), value: offer.centre.name },
      ]}
    />
  )
}
