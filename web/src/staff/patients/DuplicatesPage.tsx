// Records that may be one person's: to be compared, and those that were decided.
import { Link } from 'wouter'
import { oneOf, useFilters } from '../../address.ts'
import { readAll, useList } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import { ExportButton, Listing } from '../lists/Listing.tsx'
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
      <Listing
        stacks
        caption={t(`staff.duplicates.status.${status}`)}
        list={list}
        keyOf={({ duplicateId }) => duplicateId}
        none={t(`staff.duplicates.none.${status}`)}
        actions={
          <ExportButton
            name="duplicates"
            header={['duplicateId', 'status', 'bits', 'laterPatientId', 'earlierPatientId', 'foundAt', 'decidedAt']}
            read={async (signal, onRead) =>
              (await readAll('GET /v1/patients/duplicates', { status }, { signal, onRead })).map((one) => [
                ...[one.duplicateId, one.status, one.bits, one.people[0]?.patientId, one.people[1]?.patientId],
                ...[one.foundAt, one.decidedAt],
              ])
            }
          />
        }
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
    </StaffPage>
  )
}
