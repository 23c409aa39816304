// The centres that a search finds: by PIN code, by district, or near a point, with filters in the address.
import { Link } from 'wouter'
import { href, useFilters } from '../../../address.ts'
import { isProblem } from '../../../api/problem.ts'
import { useAnswer } from '../../../api/queries.ts'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { stateName } from '../../../i18n/state-names.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Centres, EmptyWeek } from './Centres.tsx'
import './centres.css'
import { FilterPills } from './FilterPills.tsx'
import { LaterTimes } from './LaterTimes.tsx'
import { NearCentres } from './NearCentres.tsx'
import { readers, WEEK_DAYS } from './sessions.ts'

export default function CentresPage() {
  const { filters } = useFilters(readers)
  const { pin, district, near } = filters
  if (pin !== undefined) return <CentresOfPin key={pin} pin={pin} />
  if (district !== undefined) return <CentresOfDistrict key={district} district={district} />
  if (near !== undefined) return <CentresNear near={near} />
  return <NoPlace />
}

function CentresOfPin({ pin }: { pin: string }) {
  const { t, language } = useText()
  const place = useAnswer('GET /v1/pins/{pin}', { path: { pin } }, { freshMs: Number.POSITIVE_INFINITY })
  const where = place.data && `${place.data.district.name}, ${stateName(place.data.state.name, language)}`
  if (isProblem(place.error, 'not-found')) {
    return (
      <Page title={t('centres.pinTitle', { pin })} back="/" isCompact>
        <FilterPills centres={[]} />
        <Notice kind="warning" title={t('centres.pinUnknown')}>
          <p>{t('centres.pinUnknownText')}</p>
        </Notice>
        <Link href="/">{t('centres.searchAgain')}</Link>
      </Page>
    )
  }
  const { latitude, longitude } = place.data ?? {}
  const middle = latitude === undefined || longitude === undefined ? undefined : { latitude, longitude }
  return (
    <Page title={t('centres.pinTitle', { pin })} caption={where ?? ' '} back="/" isWide isCompact>
      <OfPlace place={{ pin }} middle={middle} />
    </Page>
  )
}

function CentresOfDistrict({ district }: { district: number }) {
  const { t, language } = useText()
  const { data } = useAvailability({ district })
  const first = data?.centres[0]
  const title = first ? t('centres.districtTitle', { district: first.district }) : t('centres.districtTitleUnnamed')
  return (
    <Page title={title} caption={first ? stateName(first.state, language) : ' '} back="/districts" isWide isCompact>
      <OfPlace place={{ district }} middle={undefined} />
    </Page>
  )
}

function CentresNear({ near }: { near: string }) {
  const { t } = useText()
  const { filters } = useFilters(readers)
  return (
    <Page title={t('centres.nearTitle')} back="/near-me" isWide isCompact>
      <NearCentres search={{ near, radiusKm: filters.radiusKm ?? 25 }} />
    </Page>
  )
}

function NoPlace() {
  const { t } = useText()
  return (
    <Page title={t('centres.noPlaceTitle')} back="/">
      <p>{t('centres.noPlaceText')}</p>
      <Link href="/">{t('centres.searchAgain')}</Link>
    </Page>
  )
}

export type Place = { readonly pin: string } | { readonly district: number }

const REFRESH_MS = 60_000

function useAvailability(place: Place) {
  const { filters } = useFilters(readers)
  const { vaccine, dose } = filters
  // A district has more centres than one answer holds. Only the server can filter all of them.
  const wishes = 'district' in place ? { vaccine, dose } : {}
  const query = { ...place, ...wishes, date: filters.from ?? today(), days: WEEK_DAYS }
  return useAnswer(
    'GET /v1/vaccination/availability',
    { query: filters.cursor === undefined ? query : { ...query, cursor: filters.cursor } },
    { everyMs: REFRESH_MS },
  )
}

interface OfPlaceProps {
  readonly place: Place
  readonly middle: { readonly latitude: number; readonly longitude: number } | undefined
}

function OfPlace({ place, middle }: OfPlaceProps) {
  const { t } = useText()
  const { filters, changed } = useFilters(readers)
  const { data, error, refetch } = useAvailability(place)
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.centres.length === 0 && filters.cursor === undefined) {
    if ('pin' in place) return <Nothing pin={place.pin} middle={middle} />
    return filters.vaccine === undefined && filters.dose === undefined ? (
      <EmptyWeek title={t('centres.noneInDistrict')}>
        <LaterTimes place={place} />
      </EmptyWeek>
    ) : (
      <EmptyWeek title={t('centres.noneFit')}>
        <p>{t('centres.noneFitText')}</p>
        <LaterTimes place={place} />
      </EmptyWeek>
    )
  }
  const part = filters.cursor !== undefined ? 'later' : data.nextCursor !== undefined ? 'first' : 'all'
  return (
    <Centres centres={data.centres} asOf={data.asOf} part={part} later={<LaterTimes place={place} />}>
      {data.nextCursor !== undefined && <Link href={changed({ cursor: data.nextCursor })}>{t('centres.more')}</Link>}
    </Centres>
  )
}

/** A centre farther away is near to nobody. */
const NEAR_KM = 100

/** A PIN without sessions: shows the nearest centres, or other ways to search. */
function Nothing({ pin, middle }: { pin: string; middle: OfPlaceProps['middle'] }) {
  const { t, format } = useText()
  const { filters } = useFilters(readers)
  const query = { pin, kind: 'vaccination-centre' as const }
  const { data, error, refetch } = useAnswer('GET /v1/facilities', { query })
  if (error) return <Failure error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const near = middle && `${middle.latitude.toFixed(3)},${middle.longitude.toFixed(3)}`
  const title = t('centres.noneInPin', { pin })
  if (data.nearest?.length) {
    const { distanceKm = 0 } = data.nearest[0] ?? {}
    return (
      <>
        <Notice kind="info" title={title}>
          <p>
            {distanceKm > NEAR_KM
              ? t('centres.nothingNear', { distance: format.kilometres(distanceKm) })
              : t('centres.nearestInstead')}
          </p>
        </Notice>
        <NearCentres found={data.nearest} />
      </>
    )
  }
  const { vaccine, dose, age, fee, from } = filters
  const around = near && href('/centres', { near, radiusKm: 50, vaccine, dose, age, fee, from })
  return (
    <EmptyWeek title={title}>
      <p>{t('centres.noneThisWeek')}</p>
      <LaterTimes place={{ pin }} />
      {around && <Link href={around}>{t('centres.searchAround')}</Link>}
    </EmptyWeek>
  )
}
