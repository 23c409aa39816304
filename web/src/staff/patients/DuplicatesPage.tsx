// Records that may be one person's: to be compared, and those that were decided.
import { Link } from 'wouter'
import { oneOf, useFilters } from '../../address.ts'
import { useList } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Table } from '../../ui/Table.tsx'
import { More } from '../linking/More.tsx'
import { StaffPage } from '../StaffPage.tsx'
import './people-compared.css'

const STATUSES = ['open', 'merged', 'different'] as const

export default function DuplicatesPage() {
  const { t, format } = useText()
  const { filters, changed } = useFilters({ status: oneOf(...STATUSES) })
  const status = filters.status ?? 'open'
  const list = useList('GET /v1/patients/duplicates', { status })
  return (
    <StaffPage title={t('staff.duplicates.title')}>
      <p className="soft">{t('staff.duplicates.what')}</p>
      <nav className="actions" aria-label={t('staff.duplicates.which')}>
        {STATUSES.map((one) => (
          <Link
            key={one}
            href={changed({ status: one === 'open' ? undefined : one })}
            aria-current={one === status ? 'page' : undefined}
          >
            {t(`staff.duplicates.status.${one}`)}
          </Link>
        ))}
      </nav>
      {list.error && <Failure error={list.error} onRetry={list.again} />}
      {!list.items && !list.error && <Loading />}
      {list.items?.length === 0 && <p>{t(`staff.duplicates.none.${status}`)}</p>}
      {list.items !== undefined && list.items.length > 0 && (
        <Table
          stacks
          caption={t(`staff.duplicates.status.${status}`)}
          rows={list.items}
          keyOf={({ duplicateId }) => duplicateId}
          columns={[
            {
              header: t('staff.duplicates.pair'),
              cell: ({ duplicateId, people }) => (
                <Link href={`/staff/duplicates/${duplicateId}`}>{people.map(({ name }) => name).join(' · ')}</Link>
              ),
            },
            {
              header: t('staff.duplicates.births'),
              cell: ({ people }) => people.map(({ birthYear }) => birthYear).join(' · '),
            },
            { header: t('staff.duplicates.bits'), cell: ({ bits }) => format.number(Math.round(bits)) },
            {
              header: t('staff.duplicates.found'),
              cell: ({ foundAt, decidedAt }) => format.instant(decidedAt ?? foundAt),
            },
          ]}
        />
      )}
      <More list={list} />
    </StaffPage>
  )
}
