// The nearest centres: finds them by distance, then asks for the free doses of each centre.
import { useFilters } from '../../../address.ts'
import type { Answer } from '../../../api/client.ts'
import { useAnswer, useAnswers } from '../../../api/queries.ts'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Centres, EmptyWeek } from './Centres.tsx'
import { readers, WEEK_DAYS } from './sessions.ts'

type Found = Answer<'GET /v1/facilities'>['items']

/** Each centre needs its own request, and on a slow connection every request counts. */
const NEAREST_MAX = 8

interface Search {
  /** Latitude,longitude */
  readonly near: string
  readonly radiusKm: number
}

export function NearCentres(props: { search: Search } | { found: Found }) {
  return 'found' in props ? <Asked found={props.found} /> : <Searched {...props.search} />
}

function Searched({ near, radiusKm }: Search) {
  const { t, format } = useText()
  const query = { near, radiusKm, kind: 'vaccination-centre' as const, limit: NEAREST_MAX }
  const { data, error, refetch } = useAnswer('GET /v1/facilities', { query })
  if (error) return <Failure error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.items.length === 0) {
    return <EmptyWeek title={t('centres.noneNear', { distance: format.kilometres(radiusKm) })} />
  }
  return <Asked found={data.items} />
}

function Asked({ found }: { found: Found }) {
  const { t } = useText()
  const { filters } = useFilters(readers)
  const date = filters.from ?? today()
  const nearest = found.slice(0, NEAREST_MAX)
  const answers = useAnswers(
    'GET /v1/vaccination/availability',
    nearest.map(({ facilityId }) => ({ query: { facility: facilityId, date, days: WEEK_DAYS } })),
  )
  const error = answers.find((answer) => answer.error)?.error
  if (error) return <Failure error={error} onRetry={() => void Promise.all(answers.map(({ refetch }) => refetch()))} />
  if (answers.some(({ data }) => !data)) return <Loading />
  const centres = nearest.flatMap(({ distanceKm }, nth) =>
    (answers[nth]?.data?.centres ?? []).map((centre) => ({
      ...centre,
      ...(distanceKm !== undefined && { distanceKm }),
    })),
  )
  if (centres.length === 0) return <EmptyWeek title={t('centres.noneOfNearest')}>{t('centres.laterMore')}</EmptyWeek>
  const asOf = answers.map(({ data }) => data?.asOf ?? '').toSorted()[0] ?? ''
  return <Centres centres={centres} asOf={asOf} />
}
