// The home of a citizen: the next appointment, what is due, the family with its bookings and doses, and the rest.
import { lazy, type ReactNode, Suspense } from 'react'
import { Link } from 'wouter'
import { href } from '../../address.ts'
import { today } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount } from '../../session/session.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { IconName } from '../../ui/icon-names.ts'
import { initialOf } from '../../ui/initials.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Page } from '../../ui/Page.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { OpenOffers } from '../identity/offers/OpenOffers.tsx'
import { useAppointmentsAhead } from './appointments-ahead.ts'
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
import { NextAppointment, NoAppointment } from './NextAppointment.tsx'
import { findNext } from './next-appointment.ts'
import { addressOf, type Places, usePlaces } from './places.ts'
import '../../ui/rows.css'
import './family.css'
import './home.css'

const HomeAppointments = lazy(() => import('./HomeAppointments.tsx'))

export default function HomePage() {
  const { t } = useText()
  const { name } = useAccount()
  const family = useFamily()
  const vaccines = useVaccines()
  const error = family.error ?? vaccines.error
  return (
    <Page title={t('family.title')} heading={t('family.greeting', { name })} isPersonal isWide>
      <div className="band band-home" />
      <div className="home">
        {error ? (
          <Failure
            error={error}
            onRetry={() => {
              family.retry()
              vaccines.retry()
            }}
          />
        ) : family.data && vaccines.data ? (
          <Home family={family.data} vaccines={vaccines.data} />
        ) : (
          <div className="next">
            <Loading />
          </div>
        )}
      </div>
    </Page>
  )
}

interface FamilyProps {
  readonly family: readonly Relative[]
  readonly vaccines: readonly Vaccine[]
}

function Home({ family, vaccines }: FamilyProps) {
  const { t } = useText()
  const booked = family.flatMap(({ bookings }) => bookings.filter(({ status }) => status === 'BOOKED'))
  const places = usePlaces(booked)
  const next = findNext(family, today())
  const ahead = useAppointmentsAhead(family)
  const what = ({ course, vaccine, dose }: Pick<Booking, 'course' | 'vaccine' | 'dose'>): string =>
    t('booking.vaccineAndDose', { course, vaccine: nameOfVaccine(vaccines, vaccine), dose })
  return (
    <>
      <div className="home-first">
        {next ? (
          <NextAppointment {...next} what={what(next.booking)} places={places} />
        ) : (
          <NoAppointment href={href('/centres', { pin: family[0]?.pin })} />
        )}
        {ahead.length > 0 && (
          <Suspense>
            <HomeAppointments ahead={ahead} />
          </Suspense>
        )}
        <OpenOffers />
        {family.map((member) =>
          findDue(member, vaccines).map((due) => (
            <Due key={`${member.patientId} ${due.course}`} due={due} member={member} />
          )),
        )}
      </div>
      <div className="home-second">
        <h2>{t('family.family')}</h2>
        <Circles family={family} />
        <ul className="plain members">
          {family.map((member, nth) => (
            <MemberCard key={member.patientId} id={idOf(nth)} {...{ member, what, places, next: next?.booking }} />
          ))}
        </ul>
      </div>
      <div className="home-last">
        <h2>{t('family.more')}</h2>
        <ul className="plain rows">
          <Row to="/doctors" icon="stethoscope">
            {t('family.doctors.find')}
          </Row>
          <Row to="/account/records" icon="file-text">
            {t('family.toRecords')}
          </Row>
          <Row to="/account/messages" icon="message">
            {t('family.toMessages')}
          </Row>
          <Row to="/account/readers" icon="eye">
            {t('family.toReaders')}
          </Row>
          <Row to="/account/privacy" icon="lock">
            {t('family.toPrivacy')}
          </Row>
          <Row to="/account/security" icon="key">
            {t('ui.security')}
          </Row>
        </ul>
      </div>
    </>
  )
}

/** The place of a person on this page. No id of a person, because the address must not hold one. */
const idOf = (nth: number): string => `person-${nth + 1}`

/** The people as round letters. Each leads to the part of that person. */
function Circles({ family }: { family: readonly Relative[] }) {
  const { t } = useText()
  return (
    <>
      <ul className="plain circles">
        {family.map(({ patientId, name }, nth) => (
          <li key={patientId}>
            <a href={`#${idOf(nth)}`} className={`circle-${(nth % 4) + 1}`}>
              <span className="circle" aria-hidden="true">
                {initialOf(name)}
              </span>
              {name}
            </a>
          </li>
        ))}
        {family.length < FAMILY_MAX && (
          <li>
            <Link href="/account/family/new" className="circle-add" aria-label={t('family.addMember')}>
              <span className="circle">
                <Icon name="plus" sizePx={24} />
              </span>
              {t('family.addShort')}
            </Link>
          </li>
        )}
      </ul>
      {family.length >= FAMILY_MAX && <p className="soft">{t('family.complete', { count: FAMILY_MAX })}</p>}
    </>
  )
}

function Row({ to, icon, children }: { to: string; icon: IconName; children: ReactNode }) {
  return (
    <li>
      <Link href={to}>
        <Icon name={icon} sizePx={22} />
        <span className="row-words">{children}</span>
        <Icon name="chevron-right" sizePx={20} />
      </Link>
    </li>
  )
}

interface MemberProps {
  readonly id: string
  readonly member: Relative
  readonly what: (of: Pick<Booking, 'course' | 'vaccine' | 'dose'>) => string
  readonly places: Places
  /** The booking that the card at the top shows. */
  readonly next: Booking | undefined
}

function MemberCard({ id, member, what, places, next }: MemberProps) {
  const { t, format } = useText()
  const booked = member.bookings.filter(({ status }) => status === 'BOOKED')
  const hasNothing = booked.length === 0 && member.doses.length === 0
  return (
    <li className="member" id={id} tabIndex={-1}>
      <h3>{member.name}</h3>
      <p className="soft">
        {t('booking.who.age', { count: ageOn(today(), member) })}
        <br />
        {t('family.reference')} <span className="reference">{member.reference}</span>
      </p>
      {booked
        .toSorted((a, b) => a.date.localeCompare(b.date))
        .map((booking) =>
          booking.bookingId === next?.bookingId ? (
            <p key={booking.bookingId}>
              <a href="#next">{t('family.next.above')}</a>
            </p>
          ) : (
            <BookedLine key={booking.bookingId} booking={booking} what={what(booking)} places={places} />
          ),
        )}
      {member.doses.map((given) => (
        <p key={keyOfDose(given)}>
          {t('family.given', { what: what(given), day: format.day(given.givenOn) })}{' '}
          {given.historical && <Tag>{t('records.elsewhere', { place: given.historical.place })}</Tag>}
        </p>
      ))}
      {hasNothing && (
        <p>
          {t('family.nothing')} <Link href={href('/centres', { pin: member.pin })}>{t('family.search')}</Link>
        </p>
      )}
    </li>
  )
}

function BookedLine({ booking, what, places }: { booking: Booking; what: string; places: Places }) {
  const { t, format } = useText()
  const place = places.of(booking)
  return (
    <div className="member-booking">
      <p>
        <strong>{format.weekdayAndDay(booking.date)}</strong>, {format.window(booking.window)}
        <br />
        {what}
        <br />
        {place ? `${place.name}, ${addressOf(place)}` : t(places.hasFailed ? 'family.next.noPlace' : 'ui.loading')}
      </p>
      {isUnrecorded(booking, today()) && <Tag kind="warning">{t('bookings.unrecorded.short')}</Tag>}
      <Link href={`/account/bookings/${booking.bookingId}`}>
        {t('family.next.slip')} <span className="visually-hidden">{booking.reference}</span>
      </Link>
    </div>
  )
}

/** The next dose of somebody, with a link to a search for it. */
function Due({ due: { course, vaccine, dose, from }, member }: { due: DueDose; member: Relative }) {
  const { t, format } = useText()
  const isDue = from <= today()
  const search = href('/centres', { pin: member.pin, vaccine, dose, from: isDue ? undefined : from })
  const title = isDue
    ? t('family.due.now', { course, dose })
    : t('family.due.later', { course, dose, day: format.day(from) })
  return (
    <Notice kind={isDue ? 'warning' : 'info'} title={title}>
      <div className="due">
        <strong>{member.name}</strong>
        <Link href={search} className={`button ${isDue ? 'button-main' : 'button-quiet'}`}>
          {t('family.due.search')} <span className="visually-hidden">{[course, member.name].join(', ')}</span>
        </Link>
      </div>
    </Notice>
  )
}
