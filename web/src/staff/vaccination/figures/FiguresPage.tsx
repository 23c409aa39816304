// Figures of the country, of a state or of a district: by day, by place and by vaccine.
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import { day, href, reader, useFilters } from '../../../address.ts'
import type { Answer } from '../../../api/client.ts'
import { getVaccinationFigures } from '../../../api/limits/get-vaccination-figures.ts'
import { useAnswer } from '../../../api/queries.ts'
import { addDays, daysBetween, today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { stateName } from '../../../i18n/state-names.ts'
import { useWorkplace } from '../../../session/session.ts'
import type { Column } from '../../../ui/columns.ts'
import { Failure } from '../../../ui/outcomes.tsx'
import { Chart } from '../../charts/Chart.tsx'
import { Empty } from '../../lists/Empty.tsx'
import { Filters, PlaceChoice, SearchField } from '../../lists/Filters.tsx'
import { TableWithFile } from '../../lists/Listing.tsx'
import { TableSkeleton } from '../../lists/Skeleton.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'
import { Headlines } from './Headlines.tsx'
import { RANGES, Ranges } from './Ranges.tsx'
import './figures.css'

type Figures = Answer<'GET /v1/vaccination/figures'>
type Counts = Figures['total']

const PATH = '/staff/figures'
const NAMES = ['seats', 'booked', 'given', 'free'] as const
const DAYS_MAX = 92
const LABELS_MAX = 5
const REFRESH_MS = 60_000
const of = getVaccinationFigures
const readers = { state: reader(of.state), district: reader(of.district), from: day, to: day }

export default function FiguresPage() {
  const { t, format } = useText()
  const isNational = useWorkplace()?.kind === 'nation'
  const { filters, change } = useFilters(readers)
  const { state, district, from = addDays(today(), 1 - RANGES.last7), to = today() } = filters
  const place = district !== undefined ? { district } : state !== undefined ? { state } : {}
  const query = { ...place, from, to }
  const { data, error, refetch } = useAnswer('GET /v1/vaccination/figures', { query }, { everyMs: REFRESH_MS })
  const length = daysBetween(from, to) + 1
  const earlier = { ...place, from: addDays(from, -length), to: addDays(from, -1) }
  const before = useAnswer('GET /v1/vaccination/figures', { query: earlier }, { freshMs: REFRESH_MS })
  const [fault, setFault] = useState<string>()
  const choose = (values: (name: string) => string): void => {
    const [first, last] = [values('from'), values('to')]
    const isRight = first !== '' && last !== '' && first <= last && addDays(first, DAYS_MAX) > last
    setFault(isRight ? undefined : t('staff.figures.daysWrong', { count: DAYS_MAX }))
    if (isRight) change({ from: first, to: last })
  }
  return (
    <StaffPage title={t('staff.figures.title')}>
      <div className="list-tools">
        <Ranges from={from} to={to} onChoose={change} />
        <Filters onSearch={choose}>
          {isNational && <PlaceChoice state={state} district={district} onChoose={change} />}
          <SearchField name="from" type="date" label={t('staff.figures.from')} value={from} error={fault} />
          <SearchField name="to" type="date" label={t('staff.figures.to')} value={to} />
        </Filters>
      </div>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TableSkeleton />}
      {data && (
        <>
          <p className="soft figures-asof">
            {t('staff.figures.planned', { sessions: data.total.sessions, seats: data.total.seats })}{' '}
            {t('staff.figures.asOf', { time: format.instant(data.asOf) })}
          </p>
          <Headlines total={data.total} before={before.data?.total} length={length} />
          <Days figures={data} />
          <Places figures={data} from={from} to={to} />
          <Vaccines figures={data} />
        </>
      )}
    </StaffPage>
  )
}

function Days({ figures: { from, to, days, total } }: { figures: Figures }) {
  const { t, format } = useText()
  const byDate = new Map(days.map((each) => [each.date, each]))
  const dates: string[] = []
  for (let date = from; date <= to; date = addDays(date, 1)) dates.push(date)
  const every = Math.ceil(dates.length / LABELS_MAX)
  const labels = dates.flatMap((date, at) => (at % every === 0 ? [{ at, text: format.shortDay(date) }] : []))
  const valuesOf = (name: keyof Counts) => dates.map((date) => byDate.get(date)?.[name] ?? 0)
  const chart = { labels, format: format.amount, kind: 'bars' as const }
  return (
    <section>
      <div className="charts">
        <Chart
          {...chart}
          title={t('staff.figures.bookedAndGiven')}
          summary={t('staff.figures.summary', { booked: total.booked, given: total.given })}
          series={[
            { name: t('staff.figures.booked'), values: valuesOf('booked') },
            { name: t('staff.figures.given'), values: valuesOf('given') },
          ]}
        />
        <Chart
          {...chart}
          title={t('staff.figures.free')}
          summary={format.number(total.free)}
          series={[{ name: t('staff.figures.free'), values: valuesOf('free') }]}
        />
      </div>
      <details>
        <summary>{t('staff.figures.daysTable')}</summary>
        <CountTable
          name="figures-days"
          caption={t('staff.figures.counts.day')}
          rows={days}
          keyOf={(row) => row.date}
          first={[
            {
              key: 'date',
              text: ({ date }) => date,
              header: 'staff.figures.day',
              draw: ({ date }) => format.weekdayAndDay(date),
            },
          ]}
        />
      </details>
    </section>
  )
}

function Places({ figures: { level, places }, from, to }: { figures: Figures; from: string; to: string }) {
  const { t, language } = useText()
  const isNational = useWorkplace()?.kind === 'nation'
  type Place = Figures['places'][number]
  const within = ({ stateCode, district, facilityId, name: named }: Place): ReactNode => {
    const name = level === 'state' ? stateName(named, language) : named
    if (facilityId !== undefined || !isNational) return name
    return <Link href={href(PATH, { state: stateCode, district, from, to })}>{name}</Link>
  }
  const most = Math.max(1, ...places.map(({ given }) => given))
  return (
    <CountTable
      name={`figures-${level}`}
      caption={t(`staff.figures.places.${level}`)}
      rows={places.toSorted((a, b) => b.given - a.given || b.booked - a.booked || a.name.localeCompare(b.name))}
      keyOf={({ facilityId, district, stateCode }) => facilityId ?? `${stateCode} ${district}`}
      first={[{ key: 'place', text: ({ name }) => name, header: 'staff.figures.place', draw: within }]}
      most={most}
    />
  )
}

function Vaccines({ figures: { vaccines } }: { figures: Figures }) {
  const { t } = useText()
  return (
    <CountTable
      name="figures-vaccines"
      caption={t('staff.figures.byVaccine')}
      rows={vaccines.toSorted((a, b) => b.given - a.given || b.booked - a.booked)}
      keyOf={({ vaccine, dose }) => `${vaccine} ${dose}`}
      first={[
        { key: 'vaccine', text: ({ vaccine }) => vaccine, header: 'staff.figures.vaccine' },
        { key: 'dose', text: ({ dose }) => dose, header: 'staff.figures.dose' },
      ]}
      most={Math.max(1, ...vaccines.map(({ given }) => given))}
    />
  )
}

interface CountTableProps<Row> {
  readonly name: string
  readonly caption: string
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  readonly first: readonly Column<Row>[]
  /** The most doses of a row: its bar is whole. Without it the rows have no bars. */
  readonly most?: number
}

const COUNTS = NAMES.map((name) => {
  return { key: name, text: (row: Counts) => row[name], header: `staff.figures.${name}`, isNumber: true }
})

const GIVEN = COUNTS.filter(({ key }) => key === 'given')
const OTHERS = COUNTS.filter(({ key }) => key !== 'given')

/** A bar beside the number, never in its place. */
const toBar = (most: number): Column<Counts> => ({
  header: 'staff.figures.share',
  draw: ({ given }) => (
    <span className="figure-bar" aria-hidden="true">
      <span style={{ inlineSize: `${(100 * given) / most}%` }} />
    </span>
  ),
})

/** How many of those who booked had the dose. */
const KEPT: Column<Counts> = {
  header: 'staff.figures.kept',
  isNumber: true,
  draw: ({ booked, given }, { format }) =>
    booked === 0 ? '–' : `${format.number(Math.round((100 * given) / booked))} %`,
}

function CountTable<Row extends Counts>({ name, first, most, ...table }: CountTableProps<Row>) {
  const { t } = useText()
  if (table.rows.length === 0) return <Empty icon="chart-bar" title={t('staff.figures.none')} />
  const columns = most === undefined ? [...first, ...COUNTS] : [...first, ...GIVEN, toBar(most), KEPT, ...OTHERS]
  return <TableWithFile {...table} file={name} columns={columns} />
}
