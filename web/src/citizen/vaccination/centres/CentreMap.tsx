// The centres as points on a map that Sehat draws itself, without any other site. The list says the same in words.
import { useEffect, useState } from 'react'
import type { Answer } from '../../../api/client.ts'
import { useList } from '../../../api/lists.ts'
import { useText } from '../../../i18n/language.ts'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { cluster, type Point, projectionOf } from './map.ts'
import type { FoundCentre } from './sessions.ts'

type Facilities = Answer<'GET /v1/facilities'>['items']

/** The page knows the positions already, or the map asks for them when somebody opens it. */
export type MapSource = { readonly middle: Point | undefined } & (
  | { readonly found: Facilities }
  | { readonly of: { readonly pin: string } | { readonly district: number } }
)

interface CentreMapProps {
  readonly source: MapSource
  readonly listed: readonly FoundCentre[]
}

export function CentreMap({ source, listed }: CentreMapProps) {
  const { t } = useText()
  const [isOpen, setOpen] = useState(false)
  if (listed.length === 0) return null
  return (
    <details className="map-around no-print" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('centres.map.title')}</summary>
      {isOpen && 'found' in source && <Drawing facilities={source.found} middle={source.middle} listed={listed} />}
      {isOpen && 'of' in source && <Fetched place={source.of} middle={source.middle} listed={listed} />}
    </details>
  )
}

const POSITIONS_AT_ONCE = 100

/** Reads page by page until each listed centre has its position. */
function Fetched({
  place,
  ...rest
}: { place: { pin: string } | { district: number } } & Omit<DrawingProps, 'facilities'>) {
  const { t } = useText()
  const query = { ...place, kind: 'vaccination-centre', limit: POSITIONS_AT_ONCE }
  const { items, error, more, isReadingMore, again } = useList('GET /v1/facilities', query)
  const placed = new Set(items?.map(({ facilityId }) => facilityId))
  const missing = rest.listed.filter(({ facilityId }) => !placed.has(facilityId)).length
  const next = missing > 0 && !error && !isReadingMore ? more : undefined
  useEffect(() => next?.(), [next])
  if (error && !items) return <Failure error={error} onRetry={again} />
  if (!items || next || isReadingMore) return <Loading />
  return (
    <>
      <Drawing facilities={items} {...rest} />
      {missing > 0 && missing < rest.listed.length && <p>{t('centres.map.missing', { count: missing })}</p>}
    </>
  )
}

interface DrawingProps {
  readonly facilities: Facilities
  readonly middle: Point | undefined
  readonly listed: readonly FoundCentre[]
}

const WIDTH = 640
const HEIGHT = 360
const MARGIN = 40
const DOT = 14

function Drawing({ facilities, middle, listed }: DrawingProps) {
  const { t, format } = useText()
  const numbers = new Map(listed.map(({ facilityId }, nth) => [facilityId, nth + 1]))
  const shown = facilities.filter(({ facilityId }) => numbers.has(facilityId))
  if (shown.length === 0) return <p>{t('centres.map.nothing')}</p>
  const { place, scale } = projectionOf([...shown, ...(middle ? [middle] : [])], WIDTH, HEIGHT, MARGIN)
  const dots = cluster(
    shown.map((facility) => ({ ...facility, ...place(facility) })),
    2 * DOT,
  )
  const here = middle && place(middle)
  return (
    // biome-ignore lint/a11y/useSemanticElements: an SVG with links is a group, not a fieldset
    <svg className="map" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label={t('centres.map.label')}>
      <rect className="map-ground" width={WIDTH} height={HEIGHT} />
      {here && (
        <g className="map-here">
          <path d={`M${here.x - 10} ${here.y} h20 M${here.x} ${here.y - 10} v20`} />
          <text x={here.x + 12} y={here.y - 8}>
            {t('centres.map.here')}
          </text>
        </g>
      )}
      {dots.map(({ x, y, items }) => (
        <a key={items[0]?.facilityId} href={`#centre-${items[0]?.facilityId}`}>
          <title>{items.map(({ name }) => name).join('\n')}</title>
          <circle cx={x} cy={y} r={DOT} className={items.length > 1 ? 'map-many' : undefined} />
          <text x={x} y={y} className="map-count">
            {items.length > 1
              ? `${format.number(items.length)}×`
              : format.number(numbers.get(items[0]?.facilityId ?? '') ?? 0)}
          </text>
        </a>
      ))}
      <g className="map-scale">
        <path d={`M16 ${HEIGHT - 16} v-6 v6 h${scale.length} v-6`} />
        <text x={16} y={HEIGHT - 28}>
          {format.kilometres(scale.km)}
        </text>
      </g>
    </svg>
  )
}
