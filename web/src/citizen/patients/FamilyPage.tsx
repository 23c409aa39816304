// The home of a citizen: the family, the bookings of each person, and the next dose of each.
import { Link } from 'wouter'
import { href } from '../../address.ts'
import { today } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Page } from '../../ui/Page.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { OpenOffers } from '../identity/offers/OpenOffers.tsx'
import { ageOn, type DueDose, findDue } from './due.ts'
import {
  type Booking,
  FAMILY_MAX,
  isUnrecorded,
  keyOfDose,
  nameOfVaccine,
  type Relative,
  useFamily,
  useVaccines,
  type Vaccine,
} from './family.ts'
import './family.css'

export default function FamilyPage() {
  const { t } = useText()
  const family = useFamily()
  const vaccines = useVaccines()
  const error = family.error ?? vaccines.error
  return (
    <Page title={t('family.title')} isPersonal>
      <OpenOffers />
      {error ? (
        <Failure
          error={error}
          onRetry={() => {
            family.retry()
            vaccines.retry()
          }}
        />
      ) : family.data && vaccines.data ? (
        <Members family={family.data} vaccines={vaccines.data} />
      ) : (
        <Loading />
      )}
    </Page>
  )
}

function Members({ family, vaccines }: { family: readonly Relative[]; vaccines: readonly Vaccine[] }) {
  const { t } = useText()
  return (
    <>
      <ul className="plain members">
        {family.map((member) => (
          <MemberCard key={member.patientId} member={member} vaccines={vaccines} />
        ))}
      </ul>
      {family.length < FAMILY_MAX ? (
        <p>
          <ButtonLink kind="quiet" href="/account/family/new">
            {t('family.addMember')}
          </ButtonLink>
        </p>
      ) : (
        <p className="soft">{t('family.complete', { count: FAMILY_MAX })}</p>
      )}
      <p>
        <Link href="/account/records">{t('family.toRecords')}</Link>
      </p>
      <p>
        <Link href="/account/readers">{t('family.toReaders')}</Link>
      </p>
      <p>
        <Link href="/account/privacy">{t('family.toPrivacy')}</Link>
      </p>
      <p>
        <Link href="/account/security">{t('ui.security')}</Link>
      </p>
    </>
  )
}

function MemberCard({ member, vaccines }: { member: Relative; vaccines: readonly Vaccine[] }) {
  const { t, format } = useText()
  const booked = member.bookings.filter(({ status }) => status === 'BOOKED')
  const hasNothing = booked.length === 0 && member.doses.length === 0
  const what = ({ course, vaccine, dose }: Pick<Booking, 'course' | 'vaccine' | 'dose'>): string =>
    t('booking.vaccineAndDose', { course, vaccine: nameOfVaccine(vaccines, vaccine), dose })
  return (
    <li className="member">
      <h2>{member.name}</h2>
      <p className="soft">
        {t('booking.who.age', { count: ageOn(today(), member) })}
        <br />
        {t('family.reference', { reference: member.reference })}
      </p>
      {booked
        .toSorted((a, b) => a.date.localeCompare(b.date))
        .map((booking) => (
          <BookedLine key={booking.bookingId} booking={booking} what={what(booking)} />
        ))}
      {member.doses.map((given) => (
        <p key={keyOfDose(given)}>
          {t('family.given', { what: what(given), day: format.day(given.givenOn) })}{' '}
          {given.historical && <Tag>{t('records.elsewhere', { place: given.historical.place })}</Tag>}
        </p>
      ))}
      {findDue(member, vaccines).map((due) => (
        <Due key={due.course} due={due} member={member} />
      ))}
      {hasNothing && (
        <p>
          {t('family.nothing')} <Link href={href('/centres', { pin: member.pin })}>{t('family.search')}</Link>
        </p>
      )}
    </li>
  )
}

function BookedLine({ booking, what }: { booking: Booking; what: string }) {
  const { t, format } = useText()
  return (
    <div className="member-booking">
      <p>
        <strong>{format.weekdayAndDay(booking.date)}</strong>, {format.window(booking.window)}
        <br />
        {what}
      </p>
      {isUnrecorded(booking, today()) && <Tag kind="warning">{t('bookings.unrecorded.short')}</Tag>}
      <Link href={`/account/bookings/${booking.bookingId}`}>
        {t('family.slip')} <span className="visually-hidden">{booking.reference}</span>
      </Link>
    </div>
  )
}

/** The next dose, with a link to a search for it. */
function Due({ due: { course, vaccine, dose, from }, member }: { due: DueDose; member: Relative }) {
  const { t, format } = useText()
  const isDue = from <= today()
  const search = href('/centres', { pin: member.pin, vaccine, dose, from: isDue ? undefined : from })
  const title = isDue
    ? t('family.due.now', { course, dose })
    : t('family.due.later', { course, dose, day: format.day(from) })
  return (
    <Notice kind={isDue ? 'warning' : 'info'} title={title}>
      <Link href={search}>
        {t('family.due.search')} <span className="visually-hidden">{[course, member.name].join(', ')}</span>
      </Link>
    </Notice>
  )
}
