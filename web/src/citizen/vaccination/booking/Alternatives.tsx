// Sessions in place of one that cannot be booked: same vaccine and dose, first in the same PIN, then nearest.
// centres.
import { Link } from 'wouter'
import { day, useFilters } from '../../../address.ts'
import type { Answer } from '../../../api/client.ts'
import { useAnswer, useAnswers } from '../../../api/queries.ts'
import { addDays, today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import type { Offer } from './offer.ts'
import { windowReader } from './steps.ts'
import './booking.css'

type Centre = Answer<'GET /v1/vaccination/availability'>['centres'][number]
type Session = Centre['sessions'][number]

export interface Choice {
  readonly centre: Centre
  readonly session: Session
  readonly distanceKm?: number | undefined
}

/** How many days a page asks for at a time, and how many of them are before the wanted day. */
const DAYS = 14
const DAYS_BEFORE = 5
const CHOICES_MAX = 6
const NEAREST_MAX = 6
const RADIUS_KM = 50

interface AlternativesProps {
  readonly offer: Offer
  /** The page that a session opens. */
  readonly hrefOf: (sessionId: string) => string
  readonly title: string
  /** Shows other centres only. */
  readonly isElsewhere?: boolean
}

/** Only these filters are read. Other parts of the address stay. */
const readers = { from: day, window: windowReader }

/** The days around the wanted day, or the days in the address. Never before today. */
export function useDays(wanted: string) {
  const { filters, changed } = useFilters(readers)
  const later = (one: string): string => (one > today() ? one : today())
  const from = later(filters.from ?? addDays(wanted, -DAYS_BEFORE))
  return {
    asked: { date: from, days: DAYS },
    to: addDays(from, DAYS - 1),
    earlierHref: from > today() ? changed({ from: later(addDays(from, -DAYS)) }) : undefined,
    laterHref: changed({ from: addDays(from, DAYS) }),
  }
}

/** The days that are shown, and links to other days. */
export function OtherDays({ wanted }: { wanted: string }) {
  const { t, format } = useText()
  const { asked, to, earlierHref, laterHref } = useDays(wanted)
  return (
    <nav className="other-days" aria-label={t('booking.days.label')}>
      <span>{t('booking.days.shown', { from: format.day(asked.date), to: format.day(to) })}</span>
      {earlierHref !== undefined && <Link href={earlierHref}>{t('booking.days.earlier')}</Link>}
      <Link href={laterHref}>{t('booking.days.later')}</Link>
    </nav>
  )
}

export function Alternatives({ offer, hrefOf, title, isElsewhere = false }: AlternativesProps) {
  const { t } = useText()
  const { choices, error, retry } = useChoices(offer, isElsewhere)
  return (
    <section aria-labelledby="alternatives">
      <h2 id="alternatives">{title}</h2>
      {error ? (
        <Failure error={error} onRetry={retry} />
      ) : !choices ? (
        <Loading />
      ) : choices.length === 0 ? (
        <p>{t('booking.instead.none')}</p>
      ) : (
        <ChoiceList choices={choices} hrefOf={hrefOf} />
      )}
    </section>
  )
}

interface ChoiceListProps {
  readonly choices: readonly Choice[]
  readonly hrefOf: (sessionId: string) => string
  /** All sessions are of one centre, which the page names above the list. */
  readonly isOneCentre?: boolean
}

export function ChoiceList({ choices, hrefOf, isOneCentre = false }: ChoiceListProps) {
  return (
    <ul className="plain choices">
      {choices.map((choice) => {
        const { sessionId } = choice.session
        return <ChoiceRow key={sessionId} choice={choice} href={hrefOf(sessionId)} hasPlace={!isOneCentre} />
      })}
    </ul>
  )
}

function ChoiceRow({ choice, href: address, hasPlace }: { choice: Choice; href: string; hasPlace: boolean }) {
  const { t, format } = useText()
  const { centre, session, distanceKm } = choice
  const place = [centre.name, distanceKm !== undefined && distanceKm > 0 && format.kilometres(distanceKm)]
  return (
    <li>
      <Link href={address}>{format.weekdayAndDay(session.date)}</Link>
      {hasPlace && <span>{place.filter(Boolean).join(' · ')}</span>}
      <span>{t('booking.instead.free', { count: session.available })}</span>
      <span className="soft">{session.windows.map(format.window).join(', ')}</span>
    </li>
  )
}

/** Undefined until the answers have come. Asks for the centres around only if the PIN has too few sessions. */
function useChoices({ session, centre }: Offer, isElsewhere: boolean) {
  const { vaccine, dose, sessionId } = session
  const wished = { vaccine, dose, ...useDays(session.date).asked }
  const ofPin = useAnswer('GET /v1/vaccination/availability', { query: { ...wished, pin: centre.pin } })
  const near = { near: `${centre.latitude},${centre.longitude}`, radiusKm: RADIUS_KM, limit: NEAREST_MAX }
  const ofOthers = ofPin.data?.centres.filter(({ facilityId }) => !isElsewhere || facilityId !== session.facilityId)
  const here = ofOthers && toChoices(ofOthers, sessionId)
  const needsMore = here !== undefined && here.length < CHOICES_MAX
  const around = useAnswer(
    'GET /v1/facilities',
    { query: { ...near, kind: 'vaccination-centre' } },
    { enabled: needsMore },
  )
  const others = (around.data?.items ?? []).filter(({ pin }) => pin !== centre.pin)
  const answers = useAnswers(
    'GET /v1/vaccination/availability',
    others.map(({ facilityId }) => ({ query: { ...wished, facility: facilityId } })),
  )
  const isComplete = here && (!needsMore || (around.data && answers.every(({ data }) => data)))
  const further = answers.flatMap(({ data }, nth) => toChoices(data?.centres ?? [], sessionId, others[nth]?.distanceKm))
  return {
    choices: isComplete ? [...nearestDays(here, session.date), ...further].slice(0, CHOICES_MAX) : undefined,
    error: isComplete ? null : (ofPin.error ?? around.error ?? answers.find(({ error }) => error)?.error),
    retry: () => void Promise.all([ofPin, around, ...answers].map(({ refetch }) => refetch())),
  }
}

/** The sessions on the days nearest to the wanted day, as many as a page shows, in the order of days. */
function nearestDays(choices: readonly Choice[], wanted: string): Choice[] {
  const away = ({ session }: Choice): number => Math.abs(Date.parse(session.date) - Date.parse(wanted))
  const nearest = choices.toSorted((a, b) => away(a) - away(b)).slice(0, CHOICES_MAX)
  return nearest.toSorted((a, b) => a.session.date.localeCompare(b.session.date))
}

/** Sessions that can be booked now, the earliest first. */
export function toChoices(centres: readonly Centre[], without?: string, distanceKm?: number): Choice[] {
  return centres
    .flatMap((centre) => centre.sessions.map((session) => ({ centre, session, distanceKm })))
    .filter(({ session }) => session.sessionId !== without && session.available > 0)
    .filter(({ session }) => session.opensAt === undefined || Date.parse(session.opensAt) <= Date.now())
    .toSorted((a, b) => a.session.date.localeCompare(b.session.date))
}
