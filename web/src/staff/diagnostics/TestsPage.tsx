// The catalogue of tests, for officials who keep it: each test leads to its ranges.
import { Link } from 'wouter'
import { reader, useFilters } from '../../address.ts'
import type { Answer } from '../../api/client.ts'
import { getDiagnosticsTests } from '../../api/limits/get-diagnostics-tests.ts'
import { useList } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import type { Column } from '../../ui/columns.ts'
import { Filters, SearchField } from '../lists/Filters.tsx'
import { Listing } from '../lists/Listing.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'

type Test = Answer<'GET /v1/diagnostics/tests'>['items'][number]

const readers = { q: reader(getDiagnosticsTests.q) }

export default function TestsPage() {
  const { t } = useText()
  const { filters, change, clear } = useFilters(readers)
  const list = useList('GET /v1/diagnostics/tests', { q: filters.q, limit: 50 })
  return (
    <StaffPage title={t('staff.laboratory.ranges.title')}>
      <p className="soft">{t('staff.laboratory.ranges.intro')}</p>
      <Listing
        filters={
          <Filters onClear={clear} onSearch={(values) => change({ q: readers.q(values('q')) })}>
            <SearchField
              name="q"
              label={t('staff.laboratory.tests.q')}
              value={filters.q}
              limits={getDiagnosticsTests.q}
            />
          </Filters>
        }
        onClear={clear}
        none={{ icon: 'book', title: t('staff.laboratory.ranges.none') }}
        stacks
        caption={t('staff.laboratory.ranges.title')}
        list={list}
        keyOf={({ code }) => code}
        file="catalogue"
        columns={COLUMNS}
      />
    </StaffPage>
  )
}

const COLUMNS: readonly Column<Test>[] = [
  { key: 'code', text: ({ code }) => code, header: 'staff.laboratory.tests.code', isDim: true },
  {
    key: 'name',
    text: ({ name }) => name,
    header: 'staff.laboratory.column.test',
    draw: ({ code, name }) => <Link href={`/staff/tests/${code}`}>{name}</Link>,
  },
  { key: 'unit', text: ({ unit }) => unit, header: 'staff.laboratory.ranges.unit', isDim: true },
  {
    key: 'specimen',
    text: ({ specimen }) => specimen,
    header: 'staff.laboratory.ranges.specimen',
    draw: ({ specimen }, { t }) => specimen !== undefined && t(`staff.laboratory.specimen.${specimen}`),
  },
]
