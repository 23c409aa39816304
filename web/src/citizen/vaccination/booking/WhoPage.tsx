// Booking, first question: for whom. A window chosen before stays in the address.

import { useEffect } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import { href, useFilters } from '../../../address.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkboxes } from '../../../ui/choices.tsx'
import { Form } from '../../../ui/Form.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { windowsAhead } from '../../../windows.ts'
import { ageOn } from '../../patients/due.ts'
import { FAMILY_MAX, type Relative, useFamily } from '../../patients/family.ts'
import { BookingFrame } from './BookingFrame.tsx'
import { bookingDraft } from './draft.ts'
import { NoSeatPage } from './NoSeat.tsx'
import { type Session, takesBookings, useOffer } from './offer.ts'
import { afterWho, windowReader } from './steps.ts'

export default function WhoPage() {
  const { t } = useText()
  const { sessionId } = useParams<{ sessionId: string }>()
  const { filters } = useFilters({ window: windowReader })
  const { offer, error, retry } = useOffer(sessionId)
  const family = useFamily()
  if (offer && !takesBookings(offer.session, Date.now())) return <NoSeatPage offer={offer} />
  const failed = error ?? family.error
  const search = offer && href('/centres', { pin: offer.centre.pin, from: offer.session.date })
  return (
    <Page title={t('booking.who.title')} back={search ?? '/'} isWide isPersonal>
      <BookingFrame offer={offer} window={filters.window}>
        {failed ? (
          <Failure
            error={failed}
            onRetry={() => {
              retry()
              family.retry()
            }}
          />
        ) : offer && family.data ? (
          <WhoForm session={offer.session} family={family.data} window={filters.window} />
        ) : (
          <Loading />
        )}
      </BookingFrame>
    </Page>
  )
}

interface WhoFormProps {
  readonly session: Session
  readonly family: readonly Relative[]
  readonly window: string | undefined
}

function WhoForm({ session, family, window }: WhoFormProps) {
  const { t } = useText()
  const [, go] = useLocation()
  const tell = useHint(session)
  const draft = bookingDraft.use()
  const known = (draft.patientIds ?? []).filter((id) => family.some(({ patientId }) => patientId === id))
  const [only] = family.length === 1 ? family : []
  const chosen = draft.patientIds === undefined && only ? [only.patientId] : known
  // The only person of a family is chosen from the start, and stays chosen when somebody else is added on the way.
  useEffect(() => {
    if (draft.patientIds === undefined && only) bookingDraft.change({ patientIds: [only.patientId] })
  }, [draft.patientIds, only])
  const next = afterWho(session.sessionId, window, windowsAhead(session, Date.now()))
  const here = href(`/book/${session.sessionId}`, { window })
  return (
    <Form
      check={() => {
        if (chosen.length === 0) return [{ field: 'who', text: t('booking.who.none') }]
        if (chosen.length <= session.available) return []
        return [{ field: 'who', text: t('booking.who.tooMany', { count: session.available }) }]
      }}
      onSubmit={() => {
        bookingDraft.change({ patientIds: chosen })
        go(next)
      }}
    >
      <Checkboxes
        name="who"
        label={t('booking.who.label')}
        hint={t('booking.who.hint')}
        values={chosen}
        onChange={(patientIds) => bookingDraft.change({ patientIds })}
        options={family.map((member) => ({ value: member.patientId, text: member.name, hint: tell(member) }))}
      />
      {family.length < FAMILY_MAX && (
        <p>
          <Link href={href('/account/family/new', { back: here })}>{t('booking.who.add')}</Link>
        </p>
      )}
      <Button>{t('ui.continue')}</Button>
    </Form>
  )
}

/** What to know about a person before choosing. Only the server decides whether the dose may be booked. */
function useHint(session: Session): (member: Relative) => string {
  const { t, format } = useText()
  const isSame = ({ course, dose }: Pick<Session, 'course' | 'dose'>): boolean =>
    course === session.course && dose === session.dose
  return (member) => {
    const age = ageOn(session.date, member)
    const years = t('booking.who.age', { count: age })
    const booked = member.bookings.find((each) => each.status === 'BOOKED' && isSame(each))
    if (booked) return `${years} · ${t('booking.who.booked', { day: format.day(booked.date) })}`
    const given = member.doses.find(isSame)
    if (given) return `${years} · ${t('booking.who.given', { dose: session.dose })}`
    if (age < session.minAge) return `${years} · ${t('booking.who.tooYoung', { minAge: session.minAge })}`
    if (session.maxAge !== undefined && age > session.maxAge) {
      return `${years} · ${t('booking.who.tooOld', { maxAge: session.maxAge })}`
    }
    return years
  }
}
