// The report of a day: its money by method and by person, and its tax by rate and number of the law; as a file too.
import '../billing.css'
import { day as dayReader, useFilters } from '../../../address.ts'
import type { Answer } from '../../../api/client.ts'
import { useFile } from '../../../api/files.ts'
import { useAnswer } from '../../../api/queries.ts'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { saveFile } from '../../../save-file.ts'
import { Button } from '../../../ui/Button.tsx'
import type { Column } from '../../../ui/columns.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import { TableWithFile } from '../../lists/Listing.tsx'
import { TableSkeleton } from '../../lists/Skeleton.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'
import { DayPicker } from '../../vaccination/bookings/DayPicker.tsx'
import '../../vaccination/bookings/today.css'
import { useHospital } from '../hospital.tsx'

type Day = Answer<'GET /v1/billing/days/{facilityId}/{day}'>

const readers = { day: dayReader }

export default function DaysPage() {
  const { t } = useText()
  const { filters, change } = useFilters(readers)
  const { facilityId, choice } = useHospital()
  const day = filters.day ?? today()
  const pick = (picked: string): void => change({ day: picked === today() ? undefined : picked })
  return (
    <StaffPage
      title={t('staff.money.days.title')}
      actions={
        <>
          <DayPicker day={day} onPick={pick} />
          {choice}
        </>
      }
    >
      {facilityId === undefined ? <TableSkeleton /> : <Report facilityId={facilityId} day={day} />}
    </StaffPage>
  )
}

function Report({ facilityId, day }: { facilityId: string; day: string }) {
  const path = { facilityId, day }
  const { data, error, refetch } = useAnswer('GET /v1/billing/days/{facilityId}/{day}', { path })
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <TableSkeleton />
  return <Tables of={data} />
}

function Tables({ of }: { of: Day }) {
  const { t, format } = useText()
  const { facilityId, day } = of
  const file = useFile('GET /v1/billing/days/{facilityId}/{day}/table', (saved) => saveFile(`money-${day}.csv`, saved))
  const sums = [
    ['invoices', format.number(of.invoices)],
    ['invoiced', format.money(of.invoicedPaise)],
    ['due', format.money(of.duePaise)],
    ['creditNotes', format.number(of.creditNotes)],
    ['credited', format.money(of.creditedPaise)],
    ['unconfirmed', format.number(of.unconfirmed)],
  ] as const
  return (
    <>
      <dl className="pay-sums money-sums">
        {sums.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`staff.money.days.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="money-acts no-print">
        <Button kind="quiet" onClick={() => file.mutate({ path: { facilityId, day } })}>
          <Icon name="download" /> {t('staff.money.days.file')}
        </Button>
        <Button kind="plain" onClick={() => print()}>
          <Icon name="printer" /> {t('staff.lists.print')}
        </Button>
      </div>
      {file.error && <Failure error={file.error} />}
      <TableWithFile
        caption={t('staff.money.days.byMethod')}
        file={`methods-${day}`}
        columns={METHODS}
        rows={of.byMethod}
        keyOf={({ method }) => method}
      />
      <TableWithFile
        caption={t('staff.money.days.byCashier')}
        file={`people-${day}`}
        columns={PEOPLE}
        rows={of.byCashier}
        keyOf={({ by = '', method }) => `${by} ${method}`}
      />
      <TableWithFile
        caption={t('staff.money.days.byRate')}
        file={`taxes-${day}`}
        columns={RATES}
        rows={of.byRate}
        keyOf={({ hsnSac = '', taxBasisPoints }) => `${hsnSac} ${taxBasisPoints}`}
      />
    </>
  )
}

const sum = <Row,>(key: string, header: string, pick: (row: Row) => number): Column<Row> => ({
  ...{ key, header, isNumber: true },
  text: (row: Row) => pick(row) / 100,
  draw: (row, { format }) => format.money(pick(row)),
})

type ByMethod = Day['byMethod'][number]
type ByCashier = Day['byCashier'][number]
type ByRate = Day['byRate'][number]

const METHODS: readonly Column<ByMethod>[] = [
  {
    key: 'method',
    text: ({ method }) => method,
    header: 'staff.money.column.method',
    draw: ({ method }, { t }) => t(`staff.money.method.${method}`),
  },
  sum('in', 'staff.money.days.in', ({ inPaise }) => inPaise),
  sum('out', 'staff.money.days.out', ({ outPaise }) => outPaise),
]

const PEOPLE: readonly Column<ByCashier>[] = [
  {
    key: 'name',
    text: ({ name, by }) => name ?? by ?? 'bank',
    header: 'staff.money.days.person',
    draw: ({ name, by }, { t }) => (by === undefined ? t('staff.money.days.bank') : (name ?? by)),
  },
  {
    key: 'method',
    text: ({ method }) => method,
    header: 'staff.money.column.method',
    draw: ({ method }, { t }) => t(`staff.money.method.${method}`),
  },
  { key: 'count', text: ({ count }) => count, header: 'staff.money.days.count', isNumber: true },
  sum('in', 'staff.money.days.in', ({ inPaise }) => inPaise),
  sum('out', 'staff.money.days.out', ({ outPaise }) => outPaise),
]

const RATES: readonly Column<ByRate>[] = [
  { key: 'hsn', text: ({ hsnSac }) => hsnSac, header: 'staff.money.column.hsn' },
  {
    key: 'rate',
    text: ({ taxBasisPoints }) => taxBasisPoints / 100,
    header: 'staff.money.column.tax',
    isNumber: true,
    draw: ({ taxBasisPoints }, { t, format }) =>
      taxBasisPoints === 0
        ? t('staff.money.exempt')
        : t('staff.money.percent', { value: format.number(taxBasisPoints / 100) }),
  },
  sum('taxable', 'staff.money.days.taxable', ({ taxablePaise }) => taxablePaise),
  sum('tax', 'staff.money.days.tax', ({ taxPaise }) => taxPaise),
  sum('total', 'staff.money.total', ({ totalPaise }) => totalPaise),
]
